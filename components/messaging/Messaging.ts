import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Service } from "../../services/definition";
import { topicPolicy } from "./documents";
import { ServiceQueue } from "./ServiceQueue";

export interface MessagingArgs {
  readonly services: readonly Pick<Service, "name" | "topic" | "queue" | "listensTo">[];
  /** KMS key of topics and queues; its policy must let SNS and SQS use it. */
  readonly keyArn: pulumi.Input<string>;
}

/**
 * The messages between services: an output topic and an input queue for each service that has them, and a filtered
 * subscription for each name in `listensTo`. All of a subscription belongs to the subscriber's queue; a publisher's
 * resources carry nothing of who listens, so a queue joins or leaves with no change at the publisher.
 *
 * Topics and queues are standard, not FIFO: consumers must be idempotent anyway (SQS delivers at least once), and a FIFO
 * topic reaches FIFO queues only, so one ordered consumer would force all of them. What must be in order carries a version
 * in its payload.
 */
export class Messaging extends pulumi.ComponentResource {
  /** ARN of each service's output topic, by the service's name. */
  readonly topicArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** Each service's input queue, by the service's name. */
  readonly queues: Readonly<Record<string, ServiceQueue>>;

  constructor(name: string, args: MessagingArgs, opts?: pulumi.ComponentResourceOptions) {
    super("commerce:messaging:Messaging", name, args, opts);
    const { services, keyArn } = args;

    this.topicArns = Object.fromEntries(
      services
        .filter(({ topic }) => topic)
        .map((service) => [service.name, this.topic(name, service.name, keyArn)]),
    );
    this.queues = Object.fromEntries(
      services.flatMap(({ name: service, queue, listensTo }) =>
        queue === undefined
          ? []
          : [
              [
                service,
                new ServiceQueue(
                  `${name}-${service}`,
                  { service, queue, keyArn, topicArns: this.topicArnsOf(service, listensTo) },
                  { parent: this },
                ),
              ],
            ],
      ),
    );
    this.registerOutputs({ topicArns: this.topicArns, queues: this.queues });
  }

  private topic(name: string, service: string, keyArn: pulumi.Input<string>): pulumi.Output<string> {
    const topic = new aws.sns.Topic(`${name}-${service}`, { kmsMasterKeyId: keyArn }, { parent: this });
    new aws.sns.TopicPolicy(
      `${name}-${service}`,
      { arn: topic.arn, policy: topic.arn.apply((arn) => JSON.stringify(topicPolicy(arn))) },
      { parent: this },
    );
    return topic.arn;
  }

  private topicArnsOf(service: string, publishers: readonly string[]): Record<string, pulumi.Output<string>> {
    return Object.fromEntries(
      publishers.map((publisher) => {
        const arn = this.topicArns[publisher];
        if (arn === undefined)
          throw new Error(
            `${service} listens to "${publisher}", which has no topic; topics are: ${Object.keys(this.topicArns).join(", ") || "none"}`,
          );
        return [publisher, arn];
      }),
    );
  }
}
