package dev.headroom.provider;

import dev.headroom.usage.Quota;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.ListServiceQuotasResponse;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;

/// The token limits of Bedrock, as Service Quotas lists them. Their codes are not documented: their
/// names say what they are.
///
/// https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_ListServiceQuotas.html
record BedrockLimits(ServiceQuotasClient client) {

  private static final Pattern TOKENS =
      Pattern.compile("tokens per (minute|day)(?: for ([^(]*[^( ]))?", Pattern.CASE_INSENSITIVE);

  /// The limits whose names contain one of `models`; all when there are none.
  List<Quota> read(List<String> models) {
    var quotas = new LinkedHashMap<String, Quota>();
    for (var page : Pages.walk(this::page, Pages.until(ListServiceQuotasResponse::nextToken))) {
      for (var row : AwsAccount.list("$.Quotas", page.hasQuotas(), page.quotas())) {
        add(row, models, quotas);
      }
    }
    return List.copyOf(quotas.values());
  }

  /// A limit that couldn't be looked up has an error in place of its value.
  private static void add(
      ServiceQuota row, List<String> models, LinkedHashMap<String, Quota> quotas) {
    if (row.value() == null && row.errorReason() != null) {
      return;
    }
    var name = Json.of("$.QuotaName", row.quotaName()).name();
    var tokens = TOKENS.matcher(name);
    if (tokens.find() && isAbout(name, models)) {
      var daily = tokens.group(1).equalsIgnoreCase("day");
      var window = daily ? Duration.ofDays(1) : Duration.ofMinutes(1);
      var limit = Json.of("$.Value", row.value()).amount();
      var members = Optional.ofNullable(tokens.group(2)).stream().toList();
      quotas.putIfAbsent(
          name,
          Quota.named(name, "tokens").withLimit(limit).withWindow(window).withMembers(members));
    }
  }

  private static boolean isAbout(String name, List<String> models) {
    var text = name.toLowerCase(Locale.ROOT);
    return models.isEmpty()
        || models.stream().anyMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)));
  }

  private ListServiceQuotasResponse page(Optional<String> token) {
    return AwsAccount.ask(
        "servicequotas:ListServiceQuotas",
        () ->
            client.listServiceQuotas(request ->
                request.serviceCode("bedrock").maxResults(100).nextToken(token.orElse(null))));
  }
}
