import { OutputOf, Sibling, type ChildSpec, type Component } from "../component";
import { plain, type Properties } from "../wire";

interface Rule {
  readonly description?: string;
  readonly tagStatus?: string;
  readonly tagPrefixList?: readonly string[];
  readonly maximumNumberOfImages?: number;
  readonly maximumAgeLimit?: number;
}

/** `awsx:ecr:Repository`: the repository in lower case and, unless skipped, its lifecycle policy. */
export function repository(name: string, inputs: Properties): Component {
  const { lifecyclePolicy, ...repositoryInputs } = inputs;
  const policy = plain(lifecyclePolicy) as { skip?: boolean; rules?: Rule[] } | undefined;
  const children: ChildSpec[] = [
    {
      key: "repository",
      type: "aws:ecr/repository:Repository",
      name: name.toLowerCase(),
      custom: true,
      inputs: repositoryInputs,
    },
  ];
  if (policy?.skip !== true) {
    children.push({
      key: "lifecyclePolicy",
      type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
      name: name.toLowerCase(),
      custom: true,
      inputs: {
        repository: new OutputOf({ key: "repository" }, ["name"]),
        policy: { rules: lifecycleRules(policy?.rules) },
        region: inputs["region"],
      },
    });
  }
  return {
    children,
    outputs: {
      repository: new Sibling("repository"),
      lifecyclePolicy: policy?.skip === true ? undefined : new Sibling("lifecyclePolicy"),
      url: new OutputOf({ key: "repository" }, ["repositoryUrl"]),
    },
  };
}

function lifecycleRules(given: readonly Rule[] | undefined): Properties[] {
  const rules = given ?? [
    { description: "remove untagged images", tagStatus: "untagged", maximumNumberOfImages: 1 },
  ];
  // ECR takes the rule for any image only with the highest number.
  const ordered = [
    ...rules.filter((rule) => rule.tagStatus !== "any"),
    ...rules.filter((rule) => rule.tagStatus === "any"),
  ];
  return ordered.map((rule, index) => ({
    rulePriority: index + 1,
    description: rule.description,
    selection: { ...selectedTags(rule), ...selectedCount(rule) },
    action: { type: "expire" },
  }));
}

function selectedTags(rule: Rule): Properties {
  if (rule.tagStatus === "any" || rule.tagStatus === "untagged") return { tagStatus: rule.tagStatus };
  return { tagStatus: "tagged", tagPrefixList: rule.tagPrefixList };
}

function selectedCount(rule: Rule): Properties {
  if (rule.maximumNumberOfImages !== undefined) {
    return { countType: "imageCountMoreThan", countNumber: rule.maximumNumberOfImages };
  }
  if (rule.maximumAgeLimit !== undefined) {
    return { countType: "sinceImagePushed", countNumber: rule.maximumAgeLimit, countUnit: "days" };
  }
  throw new Error("awsx:ecr:Repository: a lifecycle rule needs maximumNumberOfImages or maximumAgeLimit");
}
