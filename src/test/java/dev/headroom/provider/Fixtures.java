package dev.headroom.provider;

import dev.headroom.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A provider's fixture folder: `fixtures/<type>`.
public record Fixtures(Path folder) {

  public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  public static Fixtures of(String type) {
    return new Fixtures(Path.of("src/test/resources/fixtures", type));
  }

  /// One line of `routes.json`.
  public record Route(
      String request, Map<String, String> query, Optional<String> body, Answer answer) {

    boolean fits(Request sent) {
      var at = sent.url();
      var path = sent.method() + " " + at.getPath();
      var whole = sent.method() + " " + at.getScheme() + "://" + at.getAuthority() + at.getPath();
      return (request.equals(path) || request.equals(whole))
          && query.entrySet().stream()
              .allMatch(entry ->
                  sent.query().contains(new Request.Field(entry.getKey(), entry.getValue())))
          && body.stream()
              .allMatch(part -> sent.body().filter(b -> b.text().contains(part)).isPresent());
    }
  }

  /// The routes of `routes.json`.
  public List<Route> routes() {
    return routes("routes.json");
  }

  /// The routes of another file of the same form.
  public List<Route> routes(String file) {
    return json(file).at("routes").list().stream().map(this::route).toList();
  }

  public Instant now() {
    return json("routes.json").at("now").findInstant().orElse(NOW);
  }

  /// An answer from a file, with status 200.
  public Answer answer(String file) {
    return answer(file, 200);
  }

  public Answer answer(String file, int status) {
    return new Answer(status, Map.of(), text(file));
  }

  /// An answer from a body and a file of a status line and headers.
  public Answer answer(String file, String headers) {
    var lines = text(headers).lines().filter(line -> !line.isBlank()).toList();
    var fields = new HashMap<String, List<String>>();
    for (var line : lines.subList(1, lines.size())) {
      var colon = line.indexOf(':');
      fields
          .computeIfAbsent(
              line.substring(0, colon).strip().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    return new Answer(
        Integer.parseInt(lines.getFirst().substring("HTTP/1.1 ".length()).substring(0, 3)),
        fields,
        text(file));
  }

  /// An account with every required option, those of `routes.json`, and `more`.
  public Access access(Profile profile, Map<String, Access.Value> more) {
    var values = new LinkedHashMap<String, Access.Value>();
    for (var option : profile.options()) {
      if (option.form() == Option.Form.SECRET && option.required()) {
        values.put(option.key(), secret(profile.type(), option.key()));
      } else if (option.required() && option.fallback().isEmpty()) {
        values.put(option.key(), new Access.Value.Text("some-" + option.key()));
      }
    }
    var given = json("routes.json").at("options");
    if (given.isPresent()) {
      given.fields().forEach((key, value) -> values.put(key, value(profile, key, value)));
    }
    values.putAll(more);
    return new Access(profile.type() + "-account", profile, values);
  }

  private static Access.Value value(Profile profile, String key, Json value) {
    if (value.isList()) {
      return new Access.Value.Texts(value.list().stream().map(Json::text).toList());
    }
    if (value.isObject()) {
      var rows = new LinkedHashMap<String, Map<String, BigDecimal>>();
      value
          .fields()
          .forEach((row, cells) -> {
            var numbers = new LinkedHashMap<String, BigDecimal>();
            cells.fields().forEach((name, number) -> numbers.put(name, number.decimal()));
            rows.put(row, numbers);
          });
      return new Access.Value.Table(rows);
    }
    var hidden =
        profile.option(key).filter(option -> option.form() == Option.Form.SECRET).isPresent();
    return hidden
        ? new Access.Value.Hidden(new Secret(value.text()))
        : new Access.Value.Text(value.text());
  }

  private static Access.Value secret(String type, String key) {
    return new Access.Value.Hidden(new Secret("hush-" + type + "-" + key + "-4711"));
  }

  private Route route(Json line) {
    var query = new LinkedHashMap<String, String>();
    if (line.at("query").isPresent()) {
      line.at("query").fields().forEach((name, value) -> query.put(name, value.text()));
    }
    var file = line.at("answer").text();
    var answer =
        line.at("headers")
            .findText()
            .map(headers -> answer(file, headers))
            .orElseGet(() -> answer(file, line.at("status").findCount().orElse(200L).intValue()));
    return new Route(line.at("request").text(), query, line.at("body").findText(), answer);
  }

  public Json json(String file) {
    return Json.parse(text(file));
  }

  public String text(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
