package io.github.conditionalcache.selector.parameter;

/**
 * Finds the selections of the parameters that one resolver serves.
 */
@FunctionalInterface
interface ParameterRule {

	/**
	 * Classifies a parameter.
	 * @param context the parameter
	 * @return the selection that follows from it
	 */
	ParameterSelection classify(ParameterContext context);

}
