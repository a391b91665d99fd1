import {
  CreateTopicCommand,
  PublishCommand,
  type MessageAttributeValue,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  type Message,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";

import type { Registration } from "../../preview/registration";

/** Inputs of Pulumi's resources, and the attributes of AWS's API that they become. */
const queueAttributes = {
  kmsMasterKeyId: "KmsMasterKeyId",
  maxMessageSize: "MaximumMessageSize",
  messageRetentionSeconds: "MessageRetentionPeriod",
  receiveWaitTimeSeconds: "ReceiveMessageWaitTimeSeconds",
  redrivePolicy: "RedrivePolicy",
  visibilityTimeoutSeconds: "VisibilityTimeout",
};
const topicAttributes = { kmsMasterKeyId: "KmsMasterKeyId" };
const subscriptionAttributes = {
  rawMessageDelivery: "RawMessageDelivery",
  filterPolicyScope: "FilterPolicyScope",
  filterPolicy: "FilterPolicy",
  redrivePolicy: "RedrivePolicy",
};

/** Topics, queues and subscriptions as a plan has them, made with AWS's own SDK; and messages through them. */
export class Messages {
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  private readonly subscriptions = new Map<string, string>();

  /** The emulator takes an access key of twelve digits for the account. */
  constructor(endpoint: string, region: string, accountId: string) {
    const credentials = { accessKeyId: accountId, secretAccessKey: "none" };
    this.sns = new SNSClient({ endpoint, region, credentials });
    this.sqs = new SQSClient({ endpoint, region, credentials, useQueueUrlAsEndpoint: false });
  }

  /** Creates or updates the resources in the order in which they were registered. */
  async apply(resources: readonly Registration[]): Promise<void> {
    for (const resource of resources) {
      const { type, inputs } = resource;
      const input = (name: string): string => text(inputs[name]);
      switch (type) {
        case "aws:sns/topic:Topic": {
          const Attributes = attributes(resource, topicAttributes);
          await this.sns.send(new CreateTopicCommand({ Name: physicalName(resource), Attributes }));
          break;
        }
        case "aws:sns/topicPolicy:TopicPolicy": {
          const policy = { AttributeName: "Policy", AttributeValue: input("policy") };
          await this.sns.send(new SetTopicAttributesCommand({ TopicArn: input("arn"), ...policy }));
          break;
        }
        case "aws:sns/topicSubscription:TopicSubscription":
          await this.subscribe(resource);
          break;
        case "aws:sqs/queue:Queue": {
          const Attributes = attributes(resource, queueAttributes);
          await this.sqs.send(new CreateQueueCommand({ QueueName: physicalName(resource), Attributes }));
          break;
        }
        case "aws:sqs/queuePolicy:QueuePolicy":
          await this.setQueueAttribute(input("queueUrl"), "Policy", input("policy"));
          break;
        case "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy":
          await this.setQueueAttribute(input("queueUrl"), "RedriveAllowPolicy", input("redriveAllowPolicy"));
          break;
        default:
          throw new Error(`${type} is no resource of messages that this tier can create`);
      }
    }
  }

  async unsubscribe(urn: string): Promise<void> {
    await this.sns.send(new UnsubscribeCommand({ SubscriptionArn: this.subscriptions.get(urn) }));
  }

  async deleteQueue(QueueUrl: string): Promise<void> {
    await this.sqs.send(new DeleteQueueCommand({ QueueUrl }));
  }

  async publish(
    TopicArn: string,
    Message: string,
    MessageAttributes: Record<string, MessageAttributeValue> = {},
  ): Promise<void> {
    await this.sns.send(new PublishCommand({ TopicArn, Message, MessageAttributes }));
  }

  /** Waits up to so many seconds for a first message; answers what came. */
  async receive(QueueUrl: string, waitSeconds: number, visibilitySeconds = 30): Promise<readonly Message[]> {
    const { Messages: messages = [] } = await this.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: waitSeconds,
        VisibilityTimeout: visibilitySeconds,
        MessageAttributeNames: ["All"],
      }),
    );
    return messages;
  }

  /** Takes messages out of a queue until `last` came, and whatever comes in the second after it. */
  async takeUntil(queueUrl: string, last: (body: string) => boolean): Promise<readonly Message[]> {
    const taken: Message[] = [];
    for (let more = 1; more > 0;) {
      const isOver = taken.some(({ Body }) => last(Body ?? ""));
      const messages = await this.take(queueUrl, isOver ? 1 : 20);
      if (messages.length === 0 && !isOver) throw new Error(`the last message never came to ${queueUrl}`);
      taken.push(...messages);
      more = isOver ? messages.length : 1;
    }
    return taken;
  }

  /** Receives and deletes. */
  async take(QueueUrl: string, waitSeconds: number): Promise<readonly Message[]> {
    const messages = await this.receive(QueueUrl, waitSeconds);
    for (const { ReceiptHandle } of messages)
      await this.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    return messages;
  }

  private async subscribe(resource: Registration): Promise<void> {
    const { topic, endpoint, protocol, ...rest } = resource.inputs;
    const Attributes = attributes({ ...resource, inputs: rest }, subscriptionAttributes);
    const { SubscriptionArn = "" } = await this.sns.send(
      new SubscribeCommand({
        TopicArn: text(topic),
        Endpoint: text(endpoint),
        Protocol: text(protocol),
        Attributes,
      }),
    );
    this.subscriptions.set(resource.urn, SubscriptionArn);
  }

  private async setQueueAttribute(
    QueueUrl: string,
    name: "Policy" | "RedriveAllowPolicy",
    value: string,
  ): Promise<void> {
    await this.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { [name]: value } }));
  }
}

function attributes(
  { inputs, name }: Registration,
  table: Readonly<Record<string, string>>,
): Record<string, string> {
  const settings = Object.entries(inputs).filter(([key]) => key !== "tags");
  return Object.fromEntries(
    settings.map(([key, value]) => {
      const attribute = table[key];
      if (attribute === undefined)
        throw new Error(`${name}: input ${key} has no attribute in this tier's table`);
      return [attribute, text(value)];
    }),
  );
}

function physicalName({ outputs }: Registration): string {
  return text(outputs["name"]);
}

function text(value: unknown): string {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return String(value);
  throw new Error(`not a plain value: ${JSON.stringify(value)}`);
}
