package io.github.conditionalcache.sample;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;

import org.jspecify.annotations.Nullable;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The Chromium that is installed on this machine, without a window. Nothing is downloaded
 * for it.
 */
public final class Chromium {

	public static final String MISSING = "no Chromium with its driver on the PATH, so no page was drawn; "
			+ "on Debian: apt-get install chromium chromium-driver";

	private static final @Nullable File BROWSER = program("chromium", "chromium-browser", "google-chrome");

	private static final @Nullable File DRIVER = program("chromedriver");

	private Chromium() {
	}

	public static boolean isInstalled() {
		boolean installed = BROWSER != null && DRIVER != null;
		if (!installed) {
			System.err.println("Skipped: " + MISSING);
		}
		return installed;
	}

	public static ChromeDriver start() {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(Objects.requireNonNull(BROWSER));
		// Root, as in containers, has no sandbox; these pages are our own
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--lang=en-US");
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		logs.enable(LogType.PERFORMANCE, Level.ALL);
		options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
		return new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(), options);
	}

	/**
	 * Gives the page this size in CSS pixels; a window has a least width, a phone has
	 * not.
	 * @param browser the browser
	 * @param width the width
	 * @param height the height
	 */
	static void resize(ChromeDriver browser, int width, int height) {
		browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	private static @Nullable File program(String... names) {
		return Programs.find(names).map(Path::toFile).orElse(null);
	}

}
