package io.github.conditionalcache.failure;

/**
 * Which failures of the application's code an answer survives.
 */
public final class Failures {

	private Failures() {
	}

	/**
	 * Returns a failure that is the code's own, and throws one that is the virtual
	 * machine's. An interruption is noted on the thread.
	 * @param failure the exception that was thrown
	 * @return the same
	 */
	public static Throwable notFatal(Throwable failure) {
		if (failure instanceof VirtualMachineError fatal && !(failure instanceof StackOverflowError)) {
			throw fatal;
		}
		if (failure instanceof InterruptedException) {
			Thread.currentThread().interrupt();
		}
		return failure;
	}

}
