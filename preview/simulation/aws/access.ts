import type { Answer } from "./subject";

/** IAM, KMS, Secrets Manager, Cognito. */
export const accessAnswers: Readonly<Record<string, Answer>> = {
  "aws:iam/role:Role": (subject) => {
    const name = subject.named();
    const arn = subject.globalArn("iam", `role${subject.text("path") ?? "/"}${name}`);
    return { id: name, name, arn, uniqueId: `AROA${subject.hex(17).toUpperCase()}`, createDate: created };
  },
  "aws:iam/policy:Policy": (subject) => {
    const name = subject.named();
    const arn = subject.globalArn("iam", `policy${subject.text("path") ?? "/"}${name}`);
    return { id: arn, name, arn, policyId: `ANPA${subject.hex(17).toUpperCase()}` };
  },
  "aws:iam/rolePolicy:RolePolicy": (subject) => {
    const name = subject.named();
    return { id: `${identifier(subject.inputs["role"])}:${name}`, name };
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": (subject) => ({
    id: `${identifier(subject.inputs["role"])}/${String(subject.inputs["policyArn"])}`,
  }),
  "aws:iam/instanceProfile:InstanceProfile": (subject) => {
    const name = subject.named();
    return { id: name, name, arn: subject.globalArn("iam", `instance-profile/${name}`) };
  },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": (subject) => {
    const arn = subject.globalArn(
      "iam",
      `oidc-provider/${(subject.text("url") ?? "").replace(/^https:\/\//, "")}`,
    );
    return { id: arn, arn };
  },
  "aws:kms/key:Key": (subject) => {
    const id = subject.uuid();
    return { id, keyId: id, arn: subject.arn("kms", `key/${id}`) };
  },
  "aws:kms/alias:Alias": (subject) => {
    const name = subject.text("name") ?? `alias/${subject.logicalName}-${subject.hex(7)}`;
    const key = String(subject.inputs["targetKeyId"]);
    const targetKeyArn = key.startsWith("arn:") ? key : subject.arn("kms", `key/${key}`);
    return { id: name, name, arn: subject.arn("kms", name), targetKeyArn };
  },
  "aws:secretsmanager/secret:Secret": (subject) => {
    const name = subject.named();
    const arn = subject.arn("secretsmanager", `secret:${name}-${subject.hex(6)}`);
    return { id: arn, name, arn };
  },
  "aws:secretsmanager/secretVersion:SecretVersion": (subject) => {
    const secretId = String(subject.inputs["secretId"]);
    const version = subject.uuid();
    return { id: `${secretId}|${version}`, arn: secretId, versionId: version, versionStages: ["AWSCURRENT"] };
  },
  "aws:cognito/userPool:UserPool": (subject) => {
    const id = `${subject.region}_${subject.hex(9)}`;
    const endpoint = `cognito-idp.${subject.region}.${subject.dnsSuffix}/${id}`;
    return { id, name: subject.named(), arn: subject.arn("cognito-idp", `userpool/${id}`), endpoint };
  },
  "aws:cognito/userPoolClient:UserPoolClient": (subject) => ({
    id: subject.hex(26),
    name: subject.named(),
    ...(subject.inputs["generateSecret"] === true ? { clientSecret: subject.hex(52) } : {}),
  }),
  "aws:cognito/userPoolDomain:UserPoolDomain": (subject) => ({
    id: String(subject.inputs["domain"]),
    awsAccountId: subject.account,
    cloudfrontDistribution: `d${subject.hex(13)}.cloudfront.net`,
  }),
  "aws:cognito/resourceServer:ResourceServer": (subject) => ({
    id: `${String(subject.inputs["userPoolId"])}|${String(subject.inputs["identifier"])}`,
  }),
};

/** A moment that stands for "when it was created": a simulation has no clock. */
const created = "2026-01-01T00:00:00Z";

/** What identifies a resource that is given by its name or id, or as a whole. */
function identifier(value: unknown): string {
  return typeof value === "object" && value !== null && "id" in value ? String(value.id) : String(value);
}
