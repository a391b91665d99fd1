/**
 * Images of others that run in the cluster: an exact version, and the digest of its multi-architecture index, so that
 * a tag that moves changes nothing. The digests were found in public repositories that pin the same versions
 * (November 2026); they were not pulled here. To raise one: `docker buildx imagetools inspect <name>:<version>`.
 */
export const images = {
  /** https://github.com/prometheus/prometheus/releases/tag/v3.14.0, Apache-2.0 */
  prometheus:
    "quay.io/prometheus/prometheus:v3.14.0@sha256:5ce7540c3c00ef4ab0c9d2c995c6a5b9c421f44b4a115d97a2c7af3b1c21cbb0",
  /** https://github.com/prometheus/alertmanager/releases/tag/v0.34.0, Apache-2.0 */
  alertmanager:
    "quay.io/prometheus/alertmanager:v0.34.0@sha256:690c7b525f4367aa91f73e2f91c632206d32e97c6384bdbf2fb7a861b420340d",
  /** https://github.com/grafana/grafana/releases/tag/v13.2.2, AGPL-3.0-only */
  grafana:
    "docker.io/grafana/grafana:13.2.2@sha256:ac461fb352abc50da10a51c7d02462e9c05488f11f53f14b3ad79a8145f638a0",
  /** https://github.com/aws/aws-for-fluent-bit/releases, Apache-2.0 */
  fluentBit:
    "public.ecr.aws/aws-observability/aws-for-fluent-bit:3.4.15@sha256:88e1b56cedb230486afeca6eeb26c5f6bd59c48879d0054d1674d5a58838c607",
  /** psql of https://hub.docker.com/_/postgres, mirrored by AWS; PostgreSQL licence */
  postgres:
    "public.ecr.aws/docker/library/postgres:18.6-alpine@sha256:77f585114c32fbca283dc835b0596f4e52b51b4c6662d7810b2f4084f60a1873",
  /** mysql of https://hub.docker.com/_/mysql, mirrored by AWS; GPL-2.0 */
  mysql:
    "public.ecr.aws/docker/library/mysql:8.4.11@sha256:85b9bf2e29cf836ecb8c2a15a935d4ba0c606631dff1dd79531a11983c638f2a",
  /** https://github.com/kubernetes/autoscaler/releases/tag/cluster-autoscaler-1.36.0, Apache-2.0 */
  clusterAutoscaler:
    "registry.k8s.io/autoscaling/cluster-autoscaler:v1.36.0@sha256:dc5d62770338c2902f31b01f95c9fc8c456fd88baa5364ca154d6e47069ec885",
} as const;
