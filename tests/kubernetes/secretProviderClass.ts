/**
 * What a SecretProviderClass may hold, after the custom resource definition of the Secrets Store CSI driver
 * (https://github.com/kubernetes-sigs/secrets-store-csi-driver, `config/crd/bases`), narrowed to what AWS's provider reads
 * (https://docs.aws.amazon.com/secretsmanager/latest/userguide/ascp-examples.html).
 */
export const secretProviderClass = {
  type: "object",
  required: ["apiVersion", "kind", "metadata", "spec"],
  additionalProperties: false,
  properties: {
    apiVersion: { const: "secrets-store.csi.x-k8s.io/v1" },
    kind: { const: "SecretProviderClass" },
    metadata: { $ref: "#/$defs/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta" },
    spec: {
      type: "object",
      required: ["provider", "parameters"],
      additionalProperties: false,
      properties: {
        provider: { const: "aws" },
        parameters: {
          type: "object",
          required: ["objects"],
          additionalProperties: false,
          properties: {
            region: { type: "string" },
            failoverRegion: { type: "string" },
            pathTranslation: { type: "string" },
            usePodIdentity: { enum: ["true", "false"] },
            preferredAddressType: { enum: ["auto", "ipv4", "ipv6"] },
            objects: { type: "string" },
          },
        },
      },
    },
  },
};
