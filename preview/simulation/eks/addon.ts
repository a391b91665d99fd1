import { Derived, Sibling, type Component } from "../component";
import type { ComponentContext } from "../context";
import { referencedUrn, type Properties } from "../wire";
import { coreOf } from "./core";

/** `eks:index:Addon`: one add-on, which hangs itself under its cluster. */
export function addon(name: string, inputs: Properties, context: ComponentContext): Component {
  const { cluster, configurationValues, ...rest } = inputs;
  const clusterUrn = referencedUrn(cluster);
  if (clusterUrn === undefined) throw new Error(`eks:index:Addon ${name}: cluster must be an eks.Cluster`);
  return {
    parent: clusterUrn,
    children: [
      {
        key: "addon",
        type: "aws:eks/addon:Addon",
        name,
        custom: true,
        inputs: {
          ...rest,
          clusterName: coreOf(`eks:index:Addon ${name}`, cluster, context).cluster("name"),
          configurationValues:
            configurationValues === undefined
              ? undefined
              : new Derived([configurationValues], JSON.stringify),
        },
      },
    ],
    outputs: { addon: new Sibling("addon") },
  };
}
