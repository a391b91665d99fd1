import type { Answer, Cluster } from "./cluster";

/** A Kubernetes object, as a program registers it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/** Objects of one API server by their kinds. */
export class Objects {
  private readonly resources = new Map<string, Promise<readonly Resource[]>>();

  constructor(private readonly cluster: Cluster) {}

  /** Applies it on the server's side, as Pulumi's provider does: no conflict is forced, and no unknown field let through. */
  async apply(object: KubernetesObject): Promise<Answer> {
    const query = "fieldManager=pulumi-kubernetes&fieldValidation=Strict";
    return this.cluster.send(
      "PATCH",
      `${await this.pathOf(object)}?${query}`,
      object,
      "application/apply-patch+yaml",
    );
  }

  /** What the server would say to its creation; nothing is stored. */
  async tryOut(object: KubernetesObject): Promise<Answer> {
    const path = (await this.pathOf(object)).split("/").slice(0, -1).join("/");
    return this.cluster.send("POST", `${path}?dryRun=All&fieldValidation=Strict`, object);
  }

  async get(object: KubernetesObject): Promise<Answer> {
    return this.cluster.send("GET", await this.pathOf(object));
  }

  /** Removes it, and does what controllers would, of which there are none: they take their finalizers away. */
  async remove(object: KubernetesObject): Promise<Answer> {
    const path = await this.pathOf(object);
    const options = { propagationPolicy: "Background", gracePeriodSeconds: 0 };
    const answer = await this.cluster.send("DELETE", path, options);
    const { status, body } = await this.cluster.send("GET", path);
    if (status === 200 && object.kind === "Namespace")
      await this.cluster.send("PUT", `${path}/finalize`, { ...body, spec: { finalizers: [] } });
    else if (status === 200)
      await this.cluster.send(
        "PATCH",
        path,
        { metadata: { finalizers: null } },
        "application/merge-patch+json",
      );
    return answer;
  }

  private async pathOf({ apiVersion, kind, metadata }: KubernetesObject): Promise<string> {
    const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const resource = (await this.resourcesOf(root)).find((candidate) => candidate.kind === kind);
    if (!resource) throw new Error(`the API server knows no ${kind} in ${apiVersion}`);
    const namespace = resource.namespaced ? `/namespaces/${metadata.namespace ?? "default"}` : "";
    return `${root}${namespace}/${resource.name}/${metadata.name}`;
  }

  private resourcesOf(root: string): Promise<readonly Resource[]> {
    const known = this.resources.get(root) ?? this.discover(root);
    this.resources.set(root, known);
    return known;
  }

  private async discover(root: string): Promise<readonly Resource[]> {
    const { status, body } = await this.cluster.send("GET", root);
    if (status !== 200) throw new Error(`the API server does not serve ${root}`);
    return (body["resources"] as readonly Resource[]).filter(({ name }) => !name.includes("/"));
  }
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}
