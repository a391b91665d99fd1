/** What a container image's name says of where it comes from. */
export interface Image {
  /** Registry and repository, Docker Hub's short names written out. */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

export function parseImage(name: string): Image {
  const [tagged = "", digest] = name.split("@");
  const colon = tagged.lastIndexOf(":");
  // A colon before the last slash belongs to the registry's port.
  const [path, tag] =
    colon > tagged.lastIndexOf("/") ? [tagged.slice(0, colon), tagged.slice(colon + 1)] : [tagged, undefined];
  return { repository: writtenOut(path), tag, digest };
}

function writtenOut(path: string): string {
  const [first = "", ...rest] = path.split("/");
  if (rest.length === 0) return `docker.io/library/${path}`;
  return /[.:]|^localhost$/.test(first) ? path : `docker.io/${path}`;
}

/** Whether the platform pushes it itself: a private registry of ECR. */
export function isOurs(image: Image): boolean {
  return /^\d{12}\.dkr\.ecr(-fips)?\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\//.test(image.repository);
}
