import type { KubernetesObject } from "./objects";

const text = { type: "string" };

/**
 * Custom resources that the platform uses and others install: the Secrets Store CSI driver's, reduced to the fields that
 * its AWS provider reads.
 */
export const customResources: readonly KubernetesObject[] = [
  {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "secretproviderclasses.secrets-store.csi.x-k8s.io" },
    spec: {
      group: "secrets-store.csi.x-k8s.io",
      scope: "Namespaced",
      names: {
        kind: "SecretProviderClass",
        plural: "secretproviderclasses",
        singular: "secretproviderclass",
      },
      versions: [
        {
          name: "v1",
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: "object",
              properties: {
                spec: {
                  type: "object",
                  properties: { provider: text, parameters: { type: "object", additionalProperties: text } },
                },
              },
            },
          },
        },
      ],
    },
  },
];
