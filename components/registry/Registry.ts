import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface RegistryArgs {
  /** Names of the services; each gets a repository. */
  readonly services: readonly string[];
  /** KMS key of the images. A repository's key cannot change: another key replaces the repository. */
  readonly keyArn: pulumi.Input<string>;
  /** Keeps repositories that hold images. */
  readonly protect: boolean;
}

/**
 * An image repository for each service: scanned on push, tags that never move, old images expired. Pods run images by
 * digest, so no workload depends on a tag.
 */
export class Registry extends pulumi.ComponentResource {
  /** URL of each service's repository, by the service's name. */
  readonly repositoryUrls: Readonly<Record<string, pulumi.Output<string>>>;
  /** ARN of each service's repository, by the service's name. */
  readonly repositoryArns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: RegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:registry:Registry", name, args, opts);
    const repositories = args.services.map(
      (service) => [service, this.repository(name, service, args)] as const,
    );
    this.repositoryUrls = Object.fromEntries(
      repositories.map(([service, { repositoryUrl }]) => [service, repositoryUrl]),
    );
    this.repositoryArns = Object.fromEntries(repositories.map(([service, { arn }]) => [service, arn]));
    this.registerOutputs({ repositoryUrls: this.repositoryUrls, repositoryArns: this.repositoryArns });
  }

  private repository(name: string, service: string, { keyArn, protect }: RegistryArgs): aws.ecr.Repository {
    const repository = new aws.ecr.Repository(
      `${name}-${service}`,
      {
        // Named, because people and pipelines push to it by name.
        name: `${pulumi.getProject()}/${service}`,
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keyArn }],
        forceDelete: !protect,
      },
      { parent: this, protect, retainOnDelete: protect },
    );
    new aws.ecr.LifecyclePolicy(
      `${name}-${service}`,
      { repository: repository.name, policy: JSON.stringify(lifecycle) },
      // A repository has one policy: were the new one made first, removing the old one would remove it.
      { parent: this, deleteBeforeReplace: true },
    );
    return repository;
  }
}

/**
 * The images of one architecture that a multi-arch index refers to are untagged too; ECR expires none of them before the
 * index itself (https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html).
 */
const lifecycle = {
  rules: [
    {
      rulePriority: 1,
      description: "Images that no tag names any more",
      selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
      action: { type: "expire" },
    },
    {
      rulePriority: 2,
      description: "All but the newest images, far behind any version that runs",
      selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 300 },
      action: { type: "expire" },
    },
  ],
};
