/** What the eks plugin writes for a cluster: tokens come from `aws eks get-token` of whoever uses it. */
export function kubeconfig(
  clusterName: string,
  endpoint: string,
  certificate: string,
  clusterArn: string,
): object {
  const api = "client.authentication.k8s.io/v1beta1";
  const region = clusterArn.split(":")[3];
  return {
    apiVersion: "v1",
    clusters: [
      { cluster: { server: endpoint, "certificate-authority-data": certificate }, name: "kubernetes" },
    ],
    contexts: [{ context: { cluster: "kubernetes", user: "aws" }, name: "aws" }],
    "current-context": "aws",
    kind: "Config",
    users: [
      {
        name: "aws",
        user: {
          exec: {
            apiVersion: api,
            command: "aws",
            args: ["--region", region, "eks", "get-token", "--cluster-name", clusterName, "--output", "json"],
            env: [{ name: "KUBERNETES_EXEC_INFO", value: `{"apiVersion": "${api}"}` }],
          },
        },
      },
    ],
  };
}
