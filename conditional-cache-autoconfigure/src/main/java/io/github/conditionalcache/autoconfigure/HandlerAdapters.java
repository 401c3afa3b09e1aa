package io.github.conditionalcache.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.github.conditionalcache.webmvc.gate.GateHandlerAdapter;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerAdapter;

/**
 * The adapters of Spring MVC, in the order in which its servlet asks them.
 *
 * @param inOrder the adapters
 */
record HandlerAdapters(List<HandlerAdapter> inOrder) {

	static HandlerAdapters of(ListableBeanFactory beans) {
		List<HandlerAdapter> adapters = new ArrayList<>(
				BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, HandlerAdapter.class, true, false).values());
		AnnotationAwareOrderComparator.sort(adapters);
		return new HandlerAdapters(adapters);
	}

	/**
	 * Returns whether the adapter that calls a handler has a gate.
	 * @param handler a handler of the application
	 * @return whether it has
	 */
	boolean haveGateFor(HandlerMethod handler) {
		return this.inOrder.stream()
			.filter((adapter) -> adapter.supports(handler))
			.findFirst()
			.filter(GateHandlerAdapter.class::isInstance)
			.isPresent();
	}

}
