package dev.headroom.provider;

import dev.headroom.usage.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.services.sts.StsClient;

/// One account's way to AWS, for one poll. Its clients are cheap and closed by whom they are given
/// to: what lasts longer, connections and kept answers, is the process's own.
final class AwsAccount {

  static final String ROLE = "role-arn";
  static final String EXTERNAL_ID = "external-id";

  /// What the machine has in AWS's own files is for the chain alone.
  private static final ProfileFile NO_FILE = ProfileFile.aggregator().build();

  private static final Duration HALF_OF_A_ROLE = Duration.ofMinutes(30);

  private final Access access;
  private final Api api;
  private final AwsCredentials keys;

  private AwsAccount(Access access, Api api, AwsCredentials keys) {
    this.access = access;
    this.api = api;
    this.keys = keys;
  }

  /// With the account's keys, or those of its role.
  ///
  /// @throws ApiException auth, when there are no keys; forbidden, when the role is not for them;
  ///   not available, when there is an id for a role but no role
  static AwsAccount open(Access access, Api api) {
    if (access.findText(EXTERNAL_ID).isPresent() && access.findText(ROLE).isEmpty()) {
      throw ApiException.of(
          Failure.Kind.NOT_AVAILABLE, ROLE + " must be configured beside " + EXTERNAL_ID);
    }
    var account = new AwsAccount(access, api, AwsKeys.of(access, api));
    return access.findText(ROLE).map(account::as).orElse(account);
  }

  /// A client of `service`.
  ///
  /// @param keptFor how long an earlier good answer will do
  /// @throws ApiException auth, when the machine's own AWS files are broken
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      AwsService service, B builder, Duration keptFor) {
    var configured =
        builder
            .httpClient(new AwsHttp(api, keptFor))
            .endpointOverride(service.address(access))
            .region(service.region(access))
            .credentialsProvider(StaticCredentialsProvider.create(keys))
            .dualstackEnabled(false)
            .fipsEnabled(false)
            .overrideConfiguration(config ->
                config.retryStrategy(AwsRetryStrategy.doNotRetry()).defaultProfileFile(NO_FILE));
    try {
      return configured.build();
    } catch (IllegalArgumentException e) {
      // The SDK reads the machine's files, and refuses broken ones, even where it is given others.
      throw ApiException.of(
          Failure.Kind.AUTH,
          "the AWS files of this machine, ~/.aws/config or ~/.aws/credentials, are broken");
    }
  }

  /// What AWS answers, or why not.
  ///
  /// @param action what must be allowed: `cloudwatch:GetMetricData`
  /// @throws ApiException unreadable, when the SDK doesn't understand the answer; otherwise what
  ///   the account's way out made of it
  static <T> T ask(String action, Supplier<T> call) {
    try {
      return call.get();
    } catch (ApiException e) {
      throw e.failure().kind() == Failure.Kind.FORBIDDEN ? naming(action, e) : e;
    } catch (AbortedException e) {
      throw ApiException.of(Failure.Kind.UNREACHABLE, "stopped before " + action);
    } catch (SdkException e) {
      throw ApiException.of(
          Failure.Kind.UNREADABLE, "the answer to " + action + " is not understood");
    }
  }

  /// What the SDK gives for a list: empty also where there was none, which is something else.
  ///
  /// @param told whether there was one
  static <T> List<T> list(String path, boolean told, List<T> items) {
    if (!told || items.stream().anyMatch(Objects::isNull)) {
      throw Json.of(path, null).mismatch("a list");
    }
    return items;
  }

  /// What the SDK gives for an object, which is null where there was none.
  static <T> T present(String path, @Nullable T value) {
    if (value == null) {
      throw Json.of(path, null).mismatch("an object");
    }
    return value;
  }

  private static ApiException naming(String action, ApiException refusal) {
    var failure = refusal.failure();
    var reason = failure.reason() + "; it needs " + action;
    return new ApiException(
        new Failure(failure.kind(), reason, failure.retryAt()), refusal.answer());
  }

  private AwsAccount as(String role) {
    try (var client = client(AwsService.TOKENS, StsClient.builder(), HALF_OF_A_ROLE)) {
      var answer =
          ask(
              "sts:AssumeRole",
              () ->
                  client.assumeRole(request ->
                      request
                          .roleArn(role)
                          .roleSessionName("headroom-" + access.account())
                          .externalId(access.findText(EXTERNAL_ID).orElse(null))));
      var given = present("$.Credentials", answer.credentials());
      return new AwsAccount(
          access,
          api,
          AwsSessionCredentials.create(
              Json.of("$.AccessKeyId", given.accessKeyId()).name(),
              Json.of("$.SecretAccessKey", given.secretAccessKey()).name(),
              Json.of("$.SessionToken", given.sessionToken()).name()));
    }
  }
}
