package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The settings page of ollama.com: how much of the session and of the week is used, when they
/// start again, and the plan. The page is for people, so each figure is looked for by its words.
final class OllamaSettings {

  private static final List<String> SESSION = List.of("Session usage", "Hourly usage");
  private static final List<String> WEEK = List.of("Weekly usage");

  private static final Pattern SHARE = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,6})?)\\s?%\\s?used");
  private static final Pattern RESET = Pattern.compile("data-time=\"([^\"<>]{1,40})\"");
  private static final Pattern PLAN =
      Pattern.compile(
          "Cloud Usage</\\w{1,10}>\\s{0,20}<\\w[^<>]{0,200}>\\s{0,20}([A-Za-z][\\w +-]{0,30})<");

  private OllamaSettings() {}

  /// What the page of a signed-in session tells.
  ///
  /// @throws ApiException auth, when it is a page to sign in at; unreadable, when it tells nothing
  static Report read(String page) {
    var quotas =
        Stream.of(
                quota("Session", SESSION, page),
                quota("Week", WEEK, page).map(quota -> quota.withWindow(Duration.ofDays(7))))
            .flatMap(Optional::stream)
            .toList();
    if (quotas.isEmpty()) {
      throw page.contains("action=\"/signin\"")
          ? ApiException.of(Failure.Kind.AUTH, "the session has ended; sign in again")
          : unreadable("session or weekly usage");
    }
    var report = Report.of(quotas);
    return find(PLAN, page).map(String::strip).map(report::withPlan).orElse(report);
  }

  private static Optional<Quota> quota(String name, List<String> labels, String page) {
    return labels.stream()
        .filter(page::contains)
        .findFirst()
        .map(label -> {
          var told = after(label, page);
          var used =
              find(SHARE, told)
                  .map(BigDecimal::new)
                  .orElseThrow(() -> unreadable("a share after " + label));
          var quota = Quota.percent(name, used);
          return find(RESET, told).flatMap(Times::iso).map(quota::withResetsAt).orElse(quota);
        });
  }

  /// What stands between a label and the next one.
  private static String after(String label, String page) {
    var rest = page.substring(page.indexOf(label) + label.length());
    var next =
        Stream.of(SESSION, WEEK)
            .flatMap(List::stream)
            .mapToInt(rest::indexOf)
            .filter(at -> at >= 0)
            .min();
    return next.isPresent() ? rest.substring(0, next.getAsInt()) : rest;
  }

  private static Optional<String> find(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static ApiException unreadable(String expected) {
    return ApiException.of(
        Failure.Kind.UNREADABLE, "expected %s in the page, found none".formatted(expected));
  }
}
