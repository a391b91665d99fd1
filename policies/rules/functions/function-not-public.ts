import { fault, resourceRule } from "../../rule";

const URL = "aws:lambda/functionUrl:FunctionUrl";
const CALLER_LIMITS = ["sourceArn", "sourceAccount", "principalOrgId"] as const;

export const functionNotPublic = resourceRule({
  id: "function-not-public",
  description: "A function is called by named principals only.",
  remediation:
    "Name the principal and its sourceArn or sourceAccount; set a URL's authorizationType to AWS_IAM.",
  severity: "critical",
  level: "mandatory",
  references: { FSBP: ["Lambda.1"] },
  types: ["aws:lambda/permission:Permission", URL],
  check: (resource) => {
    if (resource.type === URL) {
      return [fault("everyone can call it", () => resource.string("authorizationType") !== "AWS_IAM")];
    }
    const isUnlimited = (): boolean => !CALLER_LIMITS.some((key) => resource.has(key));
    return [
      fault(
        "it lets everyone call the function",
        () => isUnlimited() && resource.string("principal") === "*",
      ),
      fault(
        "it lets the buckets of every account call the function",
        () => resource.string("principal") === "s3.amazonaws.com" && !resource.has("sourceAccount"),
      ),
    ];
  },
});
