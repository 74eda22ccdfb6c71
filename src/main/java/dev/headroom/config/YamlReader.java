package dev.headroom.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Text into [Yaml]: syntax, duplicate keys and variables are checked here.
final class YamlReader {

  private static final int DEEPEST = 20;

  private final Interpolation interpolation;
  private final Problems problems;

  YamlReader(Interpolation interpolation, Problems problems) {
    this.interpolation = interpolation;
    this.problems = problems;
  }

  /// The file's top section; empty when its syntax is so broken that nothing else can be checked.
  Optional<Yaml.Fields> read(String text) {
    try {
      if (!isPlain(text)) {
        return Optional.empty();
      }
      var root = new Compose(settings()).composeString(text);
      if (root.isEmpty()) {
        return Optional.of(new Yaml.Fields("", 0, new LinkedHashMap<>()));
      }
      return root(convert("", 1, root.get()));
    } catch (MarkedYamlEngineException e) {
      // Its message quotes the file, which may hold secrets; its problem does not.
      var line = e.getProblemMark().map(YamlReader::line).orElse(0);
      problems.add(
          line, "", syntax(e.getProblem(), text.lines().skip(Math.max(0, line - 1)).findFirst()));
    } catch (YamlEngineException e) {
      problems.add(0, "", "must be YAML of one document, in UTF-8 and of at most 3 MB");
    }
    return Optional.empty();
  }

  private Optional<Yaml.Fields> root(Yaml yaml) {
    return switch (yaml) {
      case Yaml.Fields fields -> Optional.of(fields);
      case Yaml.Nothing nothing ->
          Optional.of(new Yaml.Fields("", nothing.line(), new LinkedHashMap<>()));
      case Yaml.Text _, Yaml.Items _, Yaml.Broken _ -> {
        problems.add(yaml, "must be a section of keys, was " + yaml.kind());
        yield Optional.empty();
      }
    };
  }

  /// Checks what would make composing run away: depth, and aliases that multiply.
  private boolean isPlain(String text) {
    var depth = 0;
    for (Event event : new Parse(settings()).parseString(text)) {
      var line = event.getStartMark().map(YamlReader::line).orElse(0);
      if (event instanceof AliasEvent) {
        problems.add(line, "", "must not use YAML aliases (*name); write the value out");
        return false;
      }
      if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        problems.add(line, "", "must not be nested deeper than %d levels".formatted(DEEPEST));
        return false;
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
    return true;
  }

  private static LoadSettings settings() {
    return LoadSettings.builder().setUseMarks(true).build();
  }

  /// @param line where its key stands, which is where people look for it
  private Yaml convert(String path, int line, Node node) {
    return switch (node) {
      case MappingNode mapping -> fields(path, line, mapping);
      case SequenceNode sequence -> items(path, line, sequence);
      case ScalarNode scalar -> scalar(path, scalar);
      default -> new Yaml.Nothing(path, line(node));
    };
  }

  private Yaml fields(String path, int line, MappingNode mapping) {
    var fields = new LinkedHashMap<String, Yaml>();
    var lines = new LinkedHashMap<String, Integer>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(line(tuple.getKeyNode()), path, "every key must be a word");
        continue;
      }
      var below = Yaml.below(path, Yaml.Text.shown(key.getValue()));
      var earlier = lines.putIfAbsent(key.getValue(), line(key));
      if (earlier != null) {
        problems.add(line(key), below, "must be written once, was already on line " + earlier);
        continue;
      }
      fields.put(key.getValue(), convert(below, line(key), tuple.getValueNode()));
    }
    return new Yaml.Fields(path, line, fields);
  }

  private Yaml items(String path, int line, SequenceNode sequence) {
    List<Yaml> items = new ArrayList<>();
    for (Node node : sequence.getValue()) {
      items.add(convert(path + "[" + items.size() + "]", line(node), node));
    }
    return new Yaml.Items(path, line, items);
  }

  private Yaml scalar(String path, ScalarNode scalar) {
    var line = line(scalar);
    if (scalar.getTag().equals(Tag.NULL)) {
      return new Yaml.Nothing(path, line);
    }
    var source = scalar.getValue();
    return switch (interpolation.expand(source)) {
      case Interpolation.Expanded(var text) when text.isEmpty() && !source.isEmpty() ->
          new Yaml.Nothing(path, line);
      case Interpolation.Expanded(var text) -> new Yaml.Text(path, line, text, source);
      case Interpolation.Unknown(var reason) -> {
        problems.add(line, path, reason);
        yield new Yaml.Broken(path, line);
      }
    };
  }

  private static int line(Node node) {
    return node.getStartMark().map(YamlReader::line).orElse(0);
  }

  private static int line(Mark mark) {
    return mark.getLine() + 1;
  }

  private static String syntax(String problem, Optional<String> written) {
    if (problem.endsWith("got {") && written.filter(it -> it.contains("${")).isPresent()) {
      return "must have ${…} in quotes between { and }, like key: \"${NAME}\"";
    }
    if (problem.contains("TAB")) {
      return "must be indented by spaces, was a tab";
    }
    if (problem.contains("another document")) {
      return "must be one document, without a second ---";
    }
    return "is not valid YAML: " + problem.strip();
  }
}
