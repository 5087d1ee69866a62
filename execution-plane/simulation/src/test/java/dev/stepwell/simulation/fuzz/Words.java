package dev.stepwell.simulation.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepwell.asl.json.Json;
import java.util.List;
import java.util.random.RandomGenerator;

/** What random definitions are made of: values, paths, calls of intrinsic functions, expressions of JSONata; some of them wrong. */
final class Words {
    private static final List<String> FIELDS = List.of("a", "b", "n", "s", "items", "t", "é", "x y", "missing");
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "hello world",
            "2030-01-01T00:00:00Z",
            "žluť 🐎",
            "\u0000\u001f\u007f",
            "\u2028\ufeff",
            "{}",
            "$.a",
            "{% 1 %}",
            "null",
            "12",
            "a*\\*b",
            "𝒳".repeat(40),
            "States.ALL");
    private static final List<String> NUMBERS = List.of(
            "0", "1", "-1", "2.50", "1e3", "1e400", "99999999999999999999", "-0.0", "1E-300", "2147483648", "3");
    private static final List<String> CALLS = List.of(
            "States.Format('{} and {}', %s, %s)",
            "States.Array(%s, %s)",
            "States.ArrayPartition(%s, 2)",
            "States.ArrayContains(%s, %s)",
            "States.ArrayRange(0, %s, 3)",
            "States.ArrayGetItem(%s, 0)",
            "States.ArrayLength(%s)",
            "States.ArrayUnique(%s)",
            "States.Base64Encode(%s)",
            "States.Base64Decode(%s)",
            "States.Hash(%s, 'MD5')",
            "States.JsonMerge(%s, %s, false)",
            "States.JsonToString(%s)",
            "States.StringToJson(%s)",
            "States.MathRandom(1, %s)",
            "States.MathAdd(%s, %s)",
            "States.StringSplit(%s, ' l')",
            "States.UUID()");
    private static final List<String> FORMS = List.of(
            "%s",
            "%s & %s",
            "%s + 1",
            "[%s, %s]",
            "{'k': %s}",
            "%s = %s",
            "%s ? %s : %s",
            "$count(%s)",
            "$string(%s)",
            "$sum(%s)",
            "$map(%s, function($v) { $v & 'x' })",
            "$split(%s, '')",
            "$merge([%s, {'z': %s}])",
            "$sort(%s)",
            "$parse(%s)",
            "$uuid()",
            "$random()",
            "$now()",
            "$hash(%s, 'SHA-256')",
            "$partition(%s, 2)",
            "$range(1, %s, 1)",
            "$match(%s, /(.)l/)",
            "$pad(%s, 20, '🐎')",
            "$each(%s, function($v, $k) { $k })",
            "%s.*",
            "%s[0]",
            "(%s)[]",
            "%s ~> $type",
            "$error(%s)",
            "($f := function($x) { $f($x) }; %s)",
            "($f := function($x) { $f($x) }; $f(%s))",
            "$substring(%s, -3)",
            "$number(%s)",
            "%s in %s",
            "$zip(%s, %s)",
            "$reduce(%s, function($a, $b) { $a & $b })",
            "$lookup(%s, 'a')",
            "$replace(%s, /./, '$0$0')");

    private final RandomGenerator random;

    Words(RandomGenerator random) {
        this.random = random;
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    String text() {
        return any(TEXTS);
    }

    /** Any JSON value, nested a little or, seldom, deeply. */
    JsonNode value(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 6)) {
            case 0, 1 -> TextNode.valueOf(text());
            case 2, 3 -> Json.parse(any(NUMBERS));
            case 4 -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
            case 5 -> JsonNodeFactory.instance.nullNode();
            case 6, 7 -> array(depth - 1);
            case 8 -> chance(20) ? nested(random.nextInt(1, 900)) : object(depth - 1);
            default -> object(depth - 1);
        };
    }

    private ArrayNode array(int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            array.add(value(depth));
        }
        return array;
    }

    ObjectNode object(int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.set(chance(8) ? text() : any(FIELDS), value(depth));
        }
        return object;
    }

    private static JsonNode nested(int levels) {
        JsonNode node = JsonNodeFactory.instance.nullNode();
        for (int i = 0; i < levels; i++) {
            node = i % 2 == 0 ? JsonNodeFactory.instance.arrayNode().add(node) : object("a", node);
        }
        return node;
    }

    private static ObjectNode object(String name, JsonNode value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set(name, value);
        return object;
    }

    /** An input that most paths find something in. */
    JsonNode input() {
        if (chance(6)) {
            return value(4);
        }
        ObjectNode input = object(3);
        input.put("n", random.nextInt(4)).put("s", text()).put("t", "2030-01-01T00:00:00Z");
        input.set("a", object(2));
        ArrayNode items = input.putArray("items");
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(value(2));
        }
        return input;
    }

    /** A path, or what looks like one. */
    String path() {
        StringBuilder path =
                new StringBuilder(any(List.of("$", "$", "$", "$", "$$", "$v", "$$.Map.Item.Value", "$$.Execution")));
        for (int i = random.nextInt(4); i > 0; i--) {
            path.append(any(List.of(
                    ".a",
                    ".b",
                    ".n",
                    ".s",
                    ".items",
                    ".t",
                    ".items[0]",
                    "['é']",
                    "['x y']",
                    ".missing",
                    "[*]",
                    ".*",
                    "..a",
                    "..*",
                    "[-1]",
                    "[0:2]",
                    "[?(@.a)]",
                    "[?(@.n > 1 && @.s =~ /.*l.*/)]",
                    "[0,1]",
                    "['a','b']")));
        }
        if (chance(12)) {
            path.append(any(List.of(".length()", ".sum()", ".keys()", ".max()")));
        }
        return chance(100) ? path + any(List.of("[", ".", "..", "[?(", "'")) : path.toString();
    }

    /** A reference path: one that leads to a single place. */
    String reference() {
        return any(
                List.of("$", "$.a", "$.r", "$.r.s", "$.items", "$.r[0]", "$['é']", "$.n", chance(10) ? path() : "$.b"));
    }

    /** A call of an intrinsic function. */
    String call(int depth) {
        String call = any(CALLS);
        while (call.contains("%s")) {
            call = call.replaceFirst("%s", java.util.regex.Matcher.quoteReplacement(argument(depth)));
        }
        return call;
    }

    private String argument(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> "'" + any(List.of("", "a b", "l\\'l", "{}", "é🐎", "\\{")) + "'";
            case 1 -> any(NUMBERS);
            case 2 -> any(List.of("null", "true", "$.items", "$.s", "$.n"));
            case 3, 4 -> path();
            default -> call(depth - 1);
        };
    }

    /** An expression of JSONata in its braces. */
    String expression() {
        String expression = expression(3);
        return chance(150)
                ? "{% " + expression + any(List.of("(", " +", "]", "'")) + " %}"
                : "{% " + expression + " %}";
    }

    private String expression(int depth) {
        if (depth == 0 || chance(4)) {
            return any(List.of(
                    "$states.input",
                    "$states.input.a",
                    "$states.input.n",
                    "$states.input.s",
                    "$states.input.items",
                    "$states.input.items[0]",
                    "$states.context.Execution.Input",
                    "$states.context.State",
                    "$v",
                    "$w",
                    "1",
                    "'l🐎l'",
                    "null",
                    "[1..3]",
                    "$states.input.missing",
                    "true",
                    "{}",
                    "[]",
                    chance(25) ? "$states.result" : "2"));
        }
        String form = any(FORMS);
        while (form.contains("%s")) {
            form = form.replaceFirst("%s", java.util.regex.Matcher.quoteReplacement(expression(depth - 1)));
        }
        return form;
    }
}
