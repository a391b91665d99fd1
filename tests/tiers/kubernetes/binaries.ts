import { goProgram, onPath } from "../goPrograms";

/** Paths of `etcd` and `kube-apiserver` 1.36. @throws Unavailable where one is not to be had */
export function binaries(): { readonly etcd: string; readonly apiServer: string } {
  const etcd = onPath("etcd", "Debian's package etcd-server has it");
  const version = "v1.36.3";
  const [major = "", minor = ""] = version.slice(1).split(".");
  const apiServer = goProgram({
    module: "k8s.io/kubernetes",
    version,
    package: "cmd/kube-apiserver",
    siblingsVersion: version.replace("v1.", "v0."),
    variables: {
      "k8s.io/component-base/version.gitVersion": version,
      "k8s.io/component-base/version.gitMajor": major,
      "k8s.io/component-base/version.gitMinor": minor,
    },
  });
  return { etcd, apiServer };
}
