import * as pulumi from "@pulumi/pulumi";
import type { EksCompute } from "./components/compute/EksCompute";
import type { Domain } from "./components/domain/Domain";
import type { CustomerIdentity } from "./components/identity/CustomerIdentity";
import type { Messaging } from "./components/messaging/Messaging";
import type { Alarms } from "./components/observability/Alarms";
import type { Registry } from "./components/registry/Registry";
import { pushCommands } from "./components/registry/pushCommands";
import type { Service } from "./services/definition";

/** What `pulumi stack output` prints of a stage. None of it is secret: secrets stay in Secrets Manager. */
export interface StackOutputs {
  /** Name servers to which the parent domain must delegate the stage's domain. */
  readonly nameServers: pulumi.Output<string[]>;
  /** Name of the EKS cluster, for `aws eks update-kubeconfig --name`. */
  readonly clusterName: pulumi.Output<string>;
  /** SNS topic that alarms are sent to. */
  readonly alarmTopicArn: pulumi.Output<string>;
  /** The customers' accounts, and the function that signs customers in. */
  readonly customers: {
    readonly userPoolId: pulumi.Output<string>;
    readonly clientId: pulumi.Output<string>;
    readonly authenticatorFunctionName: pulumi.Output<string>;
  };
  /** What belongs to each service, by its name. */
  readonly services: Readonly<Record<string, ServiceOutputs>>;
  /** For each service that has no image yet: the commands that build, push and start one. Empty when all have. */
  readonly imagesToPush: Readonly<Record<string, pulumi.Output<readonly string[]>>>;
}

export interface ServiceOutputs {
  /** Repository that the service's images are pushed to. */
  readonly repositoryUrl: pulumi.Output<string> | undefined;
  /** Secret that operators fill with `aws secretsmanager put-secret-value`. */
  readonly secretArn: pulumi.Output<string> | undefined;
  readonly topicArn: pulumi.Output<string> | undefined;
  readonly queueUrl: pulumi.Output<string> | undefined;
}

export interface Made {
  readonly place: { readonly stage: string; readonly region: string };
  readonly services: readonly Service[];
  readonly images: Readonly<Record<string, string>>;
  readonly domain: Domain;
  readonly eks: EksCompute;
  readonly registry: Registry;
  readonly messages: Messaging;
  readonly secretArns: Readonly<Record<string, pulumi.Output<string>>>;
  readonly customers: CustomerIdentity;
  readonly alarms: Alarms;
}

export function stackOutputs(made: Made): StackOutputs {
  const { registry, messages, customers, place } = made;
  const waiting = made.services.filter(({ name }) => made.images[name] === undefined);
  return {
    nameServers: made.domain.nameServers,
    clusterName: made.eks.clusterName,
    alarmTopicArn: made.alarms.topicArn,
    customers: {
      userPoolId: customers.userPoolId,
      clientId: customers.clientId,
      authenticatorFunctionName: customers.authenticator.functionName,
    },
    services: Object.fromEntries(
      made.services.map(({ name }) => [
        name,
        {
          repositoryUrl: registry.repositoryUrls[name],
          secretArn: made.secretArns[name],
          topicArn: messages.topicArns[name],
          queueUrl: messages.queues[name]?.url,
        },
      ]),
    ),
    imagesToPush: Object.fromEntries(
      waiting.map(({ name }) => [
        name,
        pulumi
          .output(registry.repositoryUrls[name])
          .apply((repositoryUrl = "") =>
            pushCommands({ service: name, repositoryUrl, region: place.region, stack: place.stage }),
          ),
      ]),
    ),
  };
}
