package dev.headroom.provider;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What an error answer says of itself, wherever the vendor puts it: `error` may be an object or a
/// plain text, the body may be a web page or empty. Reading it never fails.
///
/// @param codes every code, type and status in it, in lower case
/// @param message the vendor's own words, not yet safe to show
/// @param retryDelay Google's `RetryInfo`: `23.47s`
public record ErrorBody(Set<String> codes, Optional<String> message, Optional<String> retryDelay) {

  private static final List<String> CODES =
      List.of(
          "code",
          "type",
          "status",
          "error_code",
          "reason",
          "__type",
          "errorCode",
          "err_code",
          "error");
  private static final List<String> MESSAGES =
      List.of(
          "message", "Message", "detail", "error_description", "msg", "err_msg", "error", "title");

  private static final Pattern XML =
      Pattern.compile(
          "<Error>.{0,200}?<Code>([\\w.]{1,100})</Code>\\s*(?:<Message>([^<]{1,2000})</Message>)?",
          Pattern.DOTALL);

  public static ErrorBody of(Answer answer) {
    try {
      return read(answer.json());
    } catch (ApiException e) {
      return xml(answer.text());
    }
  }

  /// Whether any of its codes is one of `words`.
  public boolean has(String... words) {
    return Stream.of(words).anyMatch(codes::contains);
  }

  /// Whether its message contains `words`, whatever their case.
  public boolean says(String words) {
    return message
        .filter(text -> text.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)))
        .isPresent();
  }

  private static ErrorBody read(Json body) {
    var places = places(body);
    var codes = new LinkedHashSet<String>();
    for (var place : places) {
      CODES.forEach(name -> code(place, name).ifPresent(codes::add));
    }
    return new ErrorBody(
        Set.copyOf(codes), first(places, MESSAGES), first(places, List.of("retryDelay")));
  }

  /// AWS's older services: `<Error><Code>AccessDenied</Code><Message>…</Message></Error>`.
  private static ErrorBody xml(String body) {
    var error = XML.matcher(body);
    return error.find()
        ? new ErrorBody(
            Set.of(error.group(1).toLowerCase(Locale.ROOT)),
            Optional.ofNullable(error.group(2)),
            Optional.empty())
        : new ErrorBody(Set.of(), Optional.empty(), Optional.empty());
  }

  /// The objects that may hold codes and words, the most telling first.
  private static List<Json> places(Json body) {
    var error = field(body, "error");
    var details = field(error, "details");
    return Stream.of(
            Stream.of(error),
            inner(error, "error"),
            Stream.of(body, details),
            elements(details),
            elements(field(body, "errors")),
            elements(field(body, "detail")),
            Stream.of(field(body, "detail"), field(body, "base_resp")))
        .flatMap(places -> places)
        .filter(Json::isObject)
        .toList();
  }

  private static Stream<Json> inner(Json place, String name) {
    return Stream.of(field(place, name));
  }

  private static Stream<Json> elements(Json list) {
    return list.isList() ? list.list().stream() : Stream.of();
  }

  private static Json field(Json place, String name) {
    return place.isObject() ? place.at(name) : Json.absent();
  }

  private static Optional<String> code(Json place, String name) {
    var value = place.at(name);
    return value.isText()
        ? value.findText().map(text -> text.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static Optional<String> first(List<Json> places, List<String> names) {
    return places.stream()
        .flatMap(place -> names.stream().map(place::at))
        .filter(Json::isText)
        .map(Json::text)
        .filter(text -> !text.isBlank())
        .findFirst();
  }
}
