package io.github.conditionalcache.servlet;

import java.util.ArrayList;
import java.util.List;

import io.github.conditionalcache.ConditionalRequestOutcome.Reason;
import io.github.conditionalcache.answer.ContentEvents;

/**
 * Remembers what it has heard, and does what a test wants done.
 */
class RecordedEvents implements ContentEvents {

	final List<String> heard = new ArrayList<>();

	boolean counted;

	boolean answersErrors;

	Runnable whenAsked = () -> {
	};

	Runnable whenSpilling = () -> {
	};

	Runnable whenObstacleIsSet = () -> {
	};

	@Override
	public void contentAsked() {
		this.heard.add("asked");
		this.whenAsked.run();
	}

	@Override
	public boolean isCounted() {
		return this.counted;
	}

	@Override
	public void flushing() {
		this.heard.add("flushing");
	}

	@Override
	public void sending() {
		this.heard.add("sending");
	}

	@Override
	public void spilling(Reason reason) {
		this.heard.add("spilling " + reason);
		this.whenSpilling.run();
	}

	@Override
	public void abandoned(Reason reason) {
		this.heard.add("abandoned " + reason);
	}

	@Override
	public void statusChanging(int status) {
		this.heard.add("status " + status);
	}

	@Override
	public boolean errorSent(int status) {
		this.heard.add("error " + status);
		return this.answersErrors;
	}

	@Override
	public void obstacleSet(Reason obstacle) {
		this.heard.add("obstacle " + obstacle);
		this.whenObstacleIsSet.run();
	}

	@Override
	public void outerObstacleSet(Reason obstacle) {
		this.heard.add("outer obstacle " + obstacle);
		this.whenObstacleIsSet.run();
	}

	@Override
	public void closing() {
		this.heard.add("closing");
	}

}
