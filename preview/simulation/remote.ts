import type { Component } from "./component";
import type { ComponentContext } from "./context";
import { addon } from "./eks/addon";
import { cluster } from "./eks/cluster";
import { managedNodeGroup } from "./eks/managedNodeGroup";
import { repository } from "./awsx/repository";
import { vpc } from "./awsx/vpc";
import { OUTPUT_VALUE, SIGNATURE } from "../registration";
import { containsOutputValue, type Properties } from "./wire";

type Builder = (name: string, inputs: Properties, context: ComponentContext) => Component;

const builders: Readonly<Record<string, Builder>> = {
  "awsx:ec2:Vpc": vpc,
  "awsx:ecr:Repository": repository,
  "eks:index:Addon": addon,
  "eks:index:Cluster": cluster,
  "eks:index:ManagedNodeGroup": managedNodeGroup,
};

/**
 * What the awsx or eks plugin registers for a component with these inputs (in wire form, as the program sent them), or
 * `undefined` for a type that is not simulated. `inputDependencies` are the urns the program stated for each input; the
 * ones inside of output values count without being stated.
 *
 * Facts from the sources of awsx (2026-08-20) and eks (2026-08-12), compared with what the real plugins registered in
 * `tests/simulation/components.test.ts`. An input they know and this does not is an error, never ignored.
 */
export function children(
  type: string,
  name: string,
  inputs: Properties,
  context: ComponentContext,
  inputDependencies: Readonly<Record<string, readonly string[]>> = {},
): Component | undefined {
  return builders[type]?.(name, withDependencies(inputs, inputDependencies), context);
}

/** As the plugins do it: a property with stated dependencies, and no output inside, is itself an output. */
function withDependencies(
  inputs: Properties,
  dependencies: Readonly<Record<string, readonly string[]>>,
): Properties {
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => {
      const stated = dependencies[key] ?? [];
      if (stated.length === 0 || containsOutputValue(value)) return [key, value];
      return [key, { [SIGNATURE]: OUTPUT_VALUE, value, dependencies: stated }];
    }),
  );
}
