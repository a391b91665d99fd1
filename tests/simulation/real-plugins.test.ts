import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { check, children, expand } from "../../preview/simulation";
import { withoutReferences } from "../../preview/wire-values";
import type { RecordedChild, RecordedComponent, Recording } from "../../rehearse/record";

const fixtures = join(__dirname, "fixtures");

/** The children as the engine would report them in a preview of a new stack. */
async function simulated(component: RecordedComponent): Promise<RecordedChild[]> {
  const { type, name, inputs, inputDependencies, region, defaultTags } = component;
  // Nothing that the components refer to is there yet, so nothing is known of it.
  const context = { accountId: "123456789012", region, preview: true, outputsOf: () => ({}) };
  const taken = children(type, name, inputs, context, inputDependencies);
  assert.ok(taken, `${type} is not simulated`);
  const found: RecordedChild[] = [];
  await expand(taken, context, ({ spec, parentUrn, inputs: given, dependencies }) => {
    const parent = parentUrn ?? component.urn;
    const [head = "", path = ""] = /^(urn:pulumi:[^:]+::[^:]+)::(.*)::/.exec(parent)?.slice(1) ?? [];
    const urn = `${head}::${path}$${spec.type}::${spec.name}`;
    const checked = check(spec.type, withoutReferences(given), { defaultTags });
    const isProvider = spec.type.startsWith("pulumi:providers:");
    // What the engine itself adds to the inputs of a provider; the version is that of the plugin's own SDK.
    const added = isProvider ? { __internal: {}, version: "4.34.2" } : {};
    found.push({
      urn,
      parent,
      custom: spec.custom,
      inputs: { ...checked, ...added },
      dependencies: [...dependencies].sort(),
    });
    return { urn, id: undefined, outputs: checked };
  });
  return found;
}

/** Without what the program's transforms set, which says nothing about the plugin. */
function asPlugin({ transformed = [], ...child }: RecordedChild): RecordedChild {
  const inputs = Object.entries(child.inputs).filter(([key]) => !transformed.includes(key));
  return { ...child, inputs: Object.fromEntries(inputs) };
}

function byUrn(children: readonly RecordedChild[]): Map<string, RecordedChild> {
  return new Map([...children].sort((a, b) => (a.urn < b.urn ? -1 : 1)).map((child) => [child.urn, child]));
}

for (const file of readdirSync(fixtures).filter((each) => each.startsWith("real-plugins-"))) {
  const recording = JSON.parse(readFileSync(join(fixtures, file), "utf8")) as Recording;
  const { awsx = "", eks = "" } = recording.plugins;
  const stack = file.replace(/^real-plugins-|\.json$/g, "");

  describe(`for ${stack}, the simulation registers what awsx (${awsx}) and eks (${eks}) did on ${recording.recorded}`, () => {
    for (const component of recording.components) {
      const count = String(component.children.length);
      it(`${component.type} ${component.name}: ${count} children, 0 differences`, async () => {
        assert.ok(component.children.length > 0);
        const recorded = byUrn(component.children);
        const ours = (await simulated(component)).map((child) => {
          const { transformed = [] } = recorded.get(child.urn) ?? {};
          return asPlugin({ ...child, transformed });
        });
        assert.deepEqual(byUrn(ours), byUrn(component.children.map(asPlugin)));
      });
    }
  });
}
