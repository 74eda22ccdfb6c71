package dev.headroom.provider;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the SDK of AWS would find on the machine, as its system properties, which come before the
/// environment: nothing at all, until a test says otherwise. Closing puts back what was there.
final class AwsSettings implements AutoCloseable {

  private static final List<String> KNOWN =
      List.of(
          "aws.accessKeyId",
          "aws.secretAccessKey",
          "aws.sessionToken",
          "aws.roleArn",
          "aws.webIdentityTokenFile",
          "aws.profile",
          "aws.endpointUrlSts");

  private final Map<String, String> before = new HashMap<>();

  AwsSettings() {
    KNOWN.forEach(name -> before.put(name, System.clearProperty(name)));
    set("aws.region", "eu-central-1");
    set("aws.disableEc2Metadata", "true");
    set("aws.sharedCredentialsFile", "target/no-such-file");
    set("aws.configFile", "target/no-such-file");
  }

  void set(String name, String value) {
    var old = System.setProperty(name, value);
    before.putIfAbsent(name, old);
  }

  @Override
  public void close() {
    before.forEach((name, value) -> {
      if (value == null) {
        System.clearProperty(name);
      } else {
        System.setProperty(name, value);
      }
    });
  }
}
