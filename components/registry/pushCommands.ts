export interface PushCommandsArgs {
  readonly service: string;
  /** `<account>.dkr.ecr.<region>.amazonaws.com/<project>/<service>` */
  readonly repositoryUrl: string;
  readonly region: string;
  readonly stack: string;
}

/**
 * The commands that build a service's image for both kinds of node, push it, and tell the stack to run it. They use a
 * POSIX shell's variables `VERSION` and `SOURCE`; a tag can be pushed once only, because tags are immutable.
 */
export function pushCommands(args: PushCommandsArgs): readonly string[] {
  const { service, repositoryUrl, region, stack } = args;
  const registry = repositoryUrl.split("/", 1).join();
  const image = `${repositoryUrl}:$VERSION`;
  return [
    `aws ecr get-login-password --region ${region} | docker login --username AWS --password-stdin ${registry}`,
    `docker buildx build --platform linux/amd64,linux/arm64 --tag "${image}" --push "$SOURCE"`,
    `DIGEST=$(docker buildx imagetools inspect "${image}" --format '{{.Manifest.Digest}}')`,
    `pulumi config set --stack ${stack} --path 'commerce:images.${service}' "$DIGEST"`,
    `npm run deploy -- ${stack}`,
  ];
}
