/**
 * Makes `schema.json`: the definitions of the kinds below, and all that they refer to, without their descriptions, from
 * Kubernetes' own `api/openapi-spec/swagger.json` (Apache-2.0), which the Go module `k8s.io/kubernetes` holds:
 *
 *     go mod download -json k8s.io/kubernetes@v1.36.3        # prints the module's folder as "Dir"
 *     npx tsx tests/kubernetes/extractSchema.ts v1.36.3 <Dir>/api/openapi-spec/swagger.json
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

const kinds = [
  "apps/v1 DaemonSet",
  "apps/v1 Deployment",
  "apps/v1 ReplicaSet",
  "apps/v1 StatefulSet",
  "autoscaling/v2 HorizontalPodAutoscaler",
  "batch/v1 CronJob",
  "batch/v1 Job",
  "networking.k8s.io/v1 Ingress",
  "networking.k8s.io/v1 IngressClass",
  "networking.k8s.io/v1 NetworkPolicy",
  "policy/v1 PodDisruptionBudget",
  "rbac.authorization.k8s.io/v1 ClusterRole",
  "rbac.authorization.k8s.io/v1 ClusterRoleBinding",
  "rbac.authorization.k8s.io/v1 Role",
  "rbac.authorization.k8s.io/v1 RoleBinding",
  "scheduling.k8s.io/v1 PriorityClass",
  "storage.k8s.io/v1 StorageClass",
  "v1 ConfigMap",
  "v1 LimitRange",
  "v1 Namespace",
  "v1 PersistentVolume",
  "v1 PersistentVolumeClaim",
  "v1 Pod",
  "v1 ResourceQuota",
  "v1 Secret",
  "v1 Service",
  "v1 ServiceAccount",
];

const swagger = z.object({
  definitions: z.record(
    z.string(),
    z.looseObject({
      "x-kubernetes-group-version-kind": z
        .array(z.object({ group: z.string(), version: z.string(), kind: z.string() }))
        .optional(),
    }),
  ),
});

/** The schema without descriptions and extensions, and references as JSON Schema writes them. */
function plain(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plain);
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(
    ([key, value]) =>
      !key.startsWith("x-kubernetes") && !(key === "description" && typeof value === "string"),
  );
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      key === "$ref" ? String(value).replace("#/definitions/", "#/$defs/") : plain(value),
    ]),
  );
}

function extract(version: string, source: string) {
  const { definitions } = swagger.parse(JSON.parse(readFileSync(source, "utf8")));
  const names: Record<string, string> = {};
  for (const [name, definition] of Object.entries(definitions))
    for (const { group, version: apiVersion, kind } of definition["x-kubernetes-group-version-kind"] ?? []) {
      const label = `${group ? `${group}/` : ""}${apiVersion} ${kind}`;
      if (kinds.includes(label)) names[label] = name;
    }
  const missing = kinds.filter((kind) => !(kind in names));
  if (missing.length > 0) throw new Error(`${source} has no ${missing.join(", ")}`);
  const $defs: Record<string, unknown> = {};
  const waiting = Object.values(names);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (name in $defs) continue;
    $defs[name] = plain(definitions[name]);
    waiting.push(
      ...[...JSON.stringify($defs[name]).matchAll(/#\/\$defs\/([^"]+)/g)].map(([, to]) => String(to)),
    );
  }
  const sorted = <T>(of: Record<string, T>) => Object.fromEntries(Object.entries(of).sort());
  return {
    version,
    source: "api/openapi-spec/swagger.json of the Go module k8s.io/kubernetes; Apache-2.0",
    madeBy: "tests/kubernetes/extractSchema.ts",
    kinds: sorted(names),
    $defs: sorted($defs),
  };
}

const [version, source] = process.argv.slice(2);
if (version === undefined || source === undefined)
  throw new Error("give the version and the path of swagger.json");
const { $defs, ...head } = extract(version, source);
// One definition a line: small, and a raise of the version still shows in review.
const lines = Object.entries($defs).map(
  ([name, schema]) => `    ${JSON.stringify(name)}: ${JSON.stringify(schema)}`,
);
const text = JSON.stringify({ ...head, $defs: {} }, null, 2).replace(
  '"$defs": {}',
  `"$defs": {\n${lines.join(",\n")}\n  }`,
);
writeFileSync(join(__dirname, "schema.json"), `${text}\n`);
