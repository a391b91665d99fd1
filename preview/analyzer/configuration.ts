import Ajv from "ajv";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

type Settings = Record<string, unknown>;

const levels: Readonly<Record<string, proto.EnforcementLevel>> = {
  advisory: proto.EnforcementLevel.ADVISORY,
  mandatory: proto.EnforcementLevel.MANDATORY,
  remediate: proto.EnforcementLevel.REMEDIATE,
  disabled: proto.EnforcementLevel.DISABLED,
};

/**
 * The configuration the engine would send: each policy's level and defaults, what the pack itself sets, and what is
 * given, the later ones before the earlier.
 * @throws Error that names every policy or setting that is unknown, of another type or out of range
 */
export function reconcile(
  information: proto.AnalyzerInfo,
  given: Readonly<Record<string, unknown>>,
): proto.ConfigureAnalyzerRequest {
  const policies = information.getPoliciesList();
  const names = policies.map((policy) => policy.getName());
  const problems = Object.keys(given)
    .filter((name) => name !== "all" && !names.includes(name))
    .map((name) => `the pack has no policy ${JSON.stringify(name)}`);
  const all = parsed("all", given["all"] ?? {}, problems);

  const request = new proto.ConfigureAnalyzerRequest();
  for (const policy of policies) {
    const initial = information.getInitialconfigMap().get(policy.getName());
    const own = parsed(policy.getName(), given[policy.getName()] ?? {}, problems);
    const settings = {
      ...defaultsOf(policy),
      ...(initial?.getProperties()?.toJavaScript() as Settings | undefined),
      ...own.settings,
    };
    problems.push(...invalid(policy, settings));
    const config = new proto.PolicyConfig();
    config.setEnforcementlevel(
      own.level ?? all.level ?? initial?.getEnforcementlevel() ?? policy.getEnforcementlevel(),
    );
    config.setProperties(Struct.fromJavaScript(settings as Record<string, JavaScriptValue>));
    request.getPolicyconfigMap().set(policy.getName(), config);
  }
  if (problems.length > 0) throw new Error(`its configuration cannot be used: ${problems.join("; ")}`);
  return request;
}

function parsed(
  policy: string,
  value: unknown,
  problems: string[],
): { level?: proto.EnforcementLevel; settings: Settings } {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  const { enforcementLevel, ...settings } = isObject ? (value as Settings) : { enforcementLevel: value };
  if (enforcementLevel === undefined) return { settings };
  const level = typeof enforcementLevel === "string" ? levels[enforcementLevel] : undefined;
  if (level !== undefined) return { level, settings };
  problems.push(
    `${policy}: ${JSON.stringify(enforcementLevel)} is no level; there are ${Object.keys(levels).join(", ")}`,
  );
  return { settings };
}

function schemasOf(policy: proto.PolicyInfo): Settings {
  return policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {};
}

function defaultsOf(policy: proto.PolicyInfo): Settings {
  const withDefault = Object.entries(schemasOf(policy)).filter(
    ([, schema]) => "default" in (schema as Settings),
  );
  return Object.fromEntries(withDefault.map(([key, schema]) => [key, (schema as Settings)["default"]]));
}

/** The schemas are the pack's own; judging them, too, would cost 0.4 s for a meta-schema. */
const ajv = new Ajv({ allErrors: true, validateSchema: false });

function invalid(policy: proto.PolicyInfo, settings: Settings): string[] {
  if (Object.keys(settings).length === 0) return [];
  // The engine lets unknown settings through; a misspelt one would silently leave the default in force.
  const schema = { type: "object", properties: schemasOf(policy), additionalProperties: false };
  if (ajv.validate(schema, settings)) return [];
  return (ajv.errors ?? []).map((error) => {
    const extra = (error.params as { additionalProperty?: string }).additionalProperty;
    return `${policy.getName()}${error.instancePath.replaceAll("/", ".")} ${error.message ?? "is invalid"}${
      extra === undefined ? "" : ` (${extra})`
    }`;
  });
}
