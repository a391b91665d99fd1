import type { Reading } from "../../reading";
import { fault, resourceRule, type Fault, type Resource } from "../../rule";
import { containersOf } from "../../subjects/container-definitions";
import { isSecretName, isSecretText } from "../../subjects/secret-text";

const LAMBDA = "aws:lambda/function:Function";
const TASK = "aws:ecs/taskDefinition:TaskDefinition";

export const noSecretsInEnv = resourceRule({
  id: "no-secrets-in-env",
  description: "No environment variable holds a secret, which every reader of the configuration would see.",
  remediation:
    "Put it into Secrets Manager or Parameter Store and pass its name; ECS and CodeBuild fetch it themselves.",
  severity: "high",
  level: "mandatory",
  references: { FSBP: ["ECS.8", "CodeBuild.2"] },
  types: [LAMBDA, TASK, "aws:codebuild/project:Project"],
  check: (resource) => variablesOf(resource).flatMap(({ name, value }) => faultsOf(name, value)),
});

interface Variable {
  readonly name: () => string;
  readonly value: Reading;
}

function variablesOf(resource: Resource): Variable[] {
  if (resource.type === LAMBDA) {
    const variables = resource.object("environment", "variables");
    return (variables?.keys() ?? []).map((name) => ({
      name: () => name,
      value: variables?.at(name) as Reading,
    }));
  }
  const lists =
    resource.type === TASK
      ? containersOf(resource).map((container) => container.list("environment"))
      : [resource.list("environment", "environmentVariables").filter(isPlainText)];
  return lists
    .flat()
    .map((variable) => ({ name: () => variable.string("name") ?? "", value: variable.at("value") }));
}

function isPlainText(variable: Reading): boolean {
  return (variable.string("type") ?? "PLAINTEXT") === "PLAINTEXT";
}

function faultsOf(name: () => string, value: Reading): Fault[] {
  return [
    fault(`${value.path} is named like a secret`, () => isSecretName(name())),
    fault(`${value.path} looks like a secret`, () => isSecretText(value.string() ?? "")),
  ];
}
