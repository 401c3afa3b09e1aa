package io.github.conditionalcache.selector.parameter;

/**
 * Tells what follows from the parameters that one resolver serves.
 */
@FunctionalInterface
interface ParameterRule {

	/**
	 * Classifies a parameter.
	 * @param context the parameter
	 * @return what follows from it
	 */
	ParameterSelection classify(ParameterContext context);

}
