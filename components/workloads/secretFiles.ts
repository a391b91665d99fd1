import * as pulumi from "@pulumi/pulumi";

/** Keys of one JSON secret, each to be a file. */
export interface FilesOfSecret {
  readonly secretArn: pulumi.Input<string>;
  readonly keys: readonly string[];
  /** Comes before the key in the file's name. @default "" */
  readonly prefix?: string;
}

/**
 * A SecretProviderClass: the Secrets Store CSI driver mounts each key of the secrets as a file, read by the pod's own
 * identity. Nothing of it reaches Kubernetes' own Secrets, the environment or Pulumi's state.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/integrating_ascp_irsa.html
 */
export function secretFiles(
  metadata: { readonly name: string; readonly namespace: string },
  region: string,
  secrets: readonly FilesOfSecret[],
) {
  return {
    apiVersion: "secrets-store.csi.x-k8s.io/v1",
    kind: "SecretProviderClass",
    metadata,
    spec: {
      provider: "aws",
      parameters: {
        region,
        usePodIdentity: "true",
        // YAML is asked for, and JSON is YAML.
        objects: pulumi.jsonStringify(secrets.map(mountedObject)),
      },
    },
  };
}

function mountedObject({ secretArn, keys, prefix = "" }: FilesOfSecret) {
  return {
    objectName: secretArn,
    objectType: "secretsmanager",
    objectAlias: `${prefix}all.json`,
    // Quoted, because JMESPath reads a bare "-" as an operator.
    jmesPath: keys.map((key) => ({ path: `"${key}"`, objectAlias: `${prefix}${key}` })),
  };
}
