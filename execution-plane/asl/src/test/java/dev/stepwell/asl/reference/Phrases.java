package dev.stepwell.asl.reference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import java.util.List;
import java.util.random.RandomGenerator;

/** Writes random expressions of JSONata over one document: every operator, every function that gives the same answer twice. */
final class Phrases {
    /** What the expressions read, as {@code $states.input}. */
    static final JsonNode INPUT = Json.parse("""
            {"n":3,"neg":-2.5,"zero":0,"big":12345678901,"s":"Hello World","empty":"","uni":"žluť 🐎 ß","yes":true,"no":false,
            "nil":null,"arr":[3,1,2,2],"texts":["b","a","c"],"mixed":[1,"a",null,true,{"k":1},[2]],"nested":[[1,2],[3,[4]],[]],
            "none":[],"one":[7],"hollow":{},"date":"2018-12-10T13:45:00.000Z",
            "items":[{"id":1,"name":"bob","tags":["x","y"],"price":2.5,"sub":{"v":1}},
            {"id":2,"name":"al","tags":[],"price":10,"sub":{"v":[2,3]}},{"id":3,"name":"cy","tags":["x"],"price":2.5}],
            "deep":{"a":1,"b":{"c":[1,{"d":2,"a":5}]}}}
            """);

    private static final List<String> FIELDS = List.of(
            "n", "neg", "zero", "big", "s", "empty", "uni", "yes", "no", "nil", "arr", "texts", "mixed", "nested",
            "none", "one", "hollow", "items", "deep", "missing");
    private static final List<String> BELOW =
            List.of("id", "name", "tags", "price", "sub", "v", "a", "b", "c", "d", "k", "*", "**", "missing");
    private static final List<String> LITERALS = List.of(
            "0", "1", "-1", "2", "2.5", "10", "1e3", "1e21", "0.1", "''", "'a'", "'b c'", "\"é🐎\"", "true", "false",
            "null", "[]", "{}", "[1]", "[[1,2]]");
    private static final List<String> BINARY =
            List.of("+", "-", "*", "/", "%", "&", "=", "!=", "<", "<=", ">", ">=", "and", "or", "in", "?:", "??");
    private static final List<String> PICTURES =
            List.of("'#,##0.00'", "'0'", "'#0.0%'", "'00.###e0'", "'#'", "'0.0;(0.0)'", "'###,###'");
    private static final List<String> WHOLES =
            List.of("'w'", "'W'", "'I'", "'i'", "'A'", "'a'", "'0'", "'#,##0'", "'w;o'", "'0;o'", "'Ww'");
    private static final List<String> MOMENTS = List.of(
            "'[Y0001]-[M01]-[D01]'",
            "'[H01]:[m01]:[s01].[f001]'",
            "'[FNn], [D1o] of [MNn] [Y]'",
            "'[h#1][P] [Z]'",
            "'[W] [d] [w]'",
            "'[X0001]-W[W01]-[F1]'",
            "'[YI] [MN,3-3]'");
    private static final List<String> REGEXES =
            List.of("/l+/", "/[a-z]/i", "/(\\w)(\\d)?/", "/o (W)/", "/^H/", "/\\s+/", "/x|(b)|(c)/", "/./");
    private static final List<String> UNARY = List.of(
            "sum",
            "max",
            "min",
            "average",
            "string",
            "number",
            "boolean",
            "not",
            "exists",
            "count",
            "length",
            "uppercase",
            "lowercase",
            "trim",
            "abs",
            "floor",
            "ceil",
            "sqrt",
            "round",
            "keys",
            "values",
            "spread",
            "merge",
            "reverse",
            "sort",
            "distinct",
            "type",
            "base64encode",
            "encodeUrlComponent",
            "encodeUrl",
            "decodeUrl",
            "decodeUrlComponent",
            "flatten",
            "single",
            "each",
            "append",
            "zip",
            "join",
            "fromMillis",
            "toMillis",
            "split",
            "contains",
            "lookup",
            "substring",
            "pad",
            "power",
            "formatNumber",
            "formatBase",
            "formatInteger",
            "parseInteger",
            "match",
            "replace",
            "map",
            "filter",
            "reduce",
            "sift",
            "error",
            "assert");

    private final RandomGenerator random;

    Phrases(RandomGenerator random) {
        this.random = random;
    }

    /** One expression of a state. */
    String whole() {
        return random.nextInt(3) == 0 ? value(4).replace("$$", "$") : "$states.input.(" + value(4) + ")";
    }

    private String value(int depth) {
        if (depth == 0) {
            return leaf();
        }
        return switch (random.nextInt(22)) {
            case 0, 1, 2 -> leaf();
            case 3, 4 -> path(depth);
            case 5, 6, 7 -> "(" + value(depth - 1) + " " + any(BINARY) + " " + value(depth - 1) + ")";
            case 8 ->
                "(" + value(depth - 1) + " ? " + value(depth - 1)
                        + (random.nextInt(4) == 0 ? "" : " : " + value(depth - 1)) + ")";
            case 9 -> "[" + list(depth) + "]";
            case 10 -> "{" + fields(depth) + "}";
            case 11 -> "-" + value(depth - 1);
            case 12 -> block(depth);
            case 13 -> "(" + value(depth - 1) + " ~> " + function(depth) + ")";
            case 14 -> higherOrder(depth);
            case 15 -> "$" + any(UNARY) + "(" + arguments(depth) + ")";
            case 16 -> transform(depth);
            default -> call(depth);
        };
    }

    private String leaf() {
        return random.nextInt(3) == 0 ? any(LITERALS) : source();
    }

    private String source() {
        return random.nextInt(3) == 0 ? any(FIELDS) : "$states.input." + any(FIELDS);
    }

    private String path(int depth) {
        StringBuilder path = new StringBuilder(random.nextInt(6) == 0 ? "(" + value(depth - 1) + ")" : source());
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            path.append(
                    switch (random.nextInt(14)) {
                        case 0, 1, 2, 3 -> "." + any(BELOW);
                        case 4 -> "[" + random.nextInt(-2, 3) + "]";
                        case 5 -> "[" + value(depth - 1) + "]";
                        case 6 -> "[[0.." + random.nextInt(3) + "]]";
                        case 7 -> "[]";
                        case 8 -> ".(" + value(depth - 1) + ")";
                        case 9 -> "^(" + any(List.of("", "<", ">")) + any(List.of("price", "name", "$", "id")) + ")";
                        case 10 -> "{" + any(List.of("name", "$string($)", "'k'")) + ": " + value(depth - 1) + "}";
                        case 11 -> ".%." + any(BELOW);
                        case 12 -> "@$o." + any(BELOW) + ".{'o': $o, 'v': $}";
                        default -> "#$i.[$i, $]";
                    });
        }
        return path.toString();
    }

    private String list(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(-2, 3) + ".." + random.nextInt(-1, 6);
            case 1 -> value(depth - 1);
            case 2 -> value(depth - 1) + ", " + value(depth - 1);
            default -> value(depth - 1) + ", " + value(depth - 1) + ", 1..2";
        };
    }

    private String fields(int depth) {
        return "'a': " + value(depth - 1)
                + (random.nextBoolean() ? "" : ", " + any(List.of("'b'", "name", "s")) + ": " + value(depth - 1));
    }

    private String block(int depth) {
        String variable = random.nextBoolean() ? "$x" : "$y";
        return "(" + variable + " := " + value(depth - 1) + "; "
                + any(List.of(
                        variable,
                        "[" + variable + ", " + value(depth - 1) + "]",
                        "{'x': " + variable + "}",
                        variable + "[0]",
                        variable + ".($ & '')"))
                + ")";
    }

    private String function(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> "$map(function($v, $i) { [$i, $v] })";
            case 1 -> "$filter(function($v) { " + value(depth - 1) + " })";
            case 2 -> "function($v) { " + any(List.of("$v", "[$v, $v]", "$count($v)", value(depth - 1))) + " }";
            case 3 -> "($string ~> $length)";
            default -> "$" + any(UNARY) + (random.nextBoolean() ? "" : "()");
        };
    }

    private String higherOrder(int depth) {
        String over = value(depth - 1);
        return switch (random.nextInt(8)) {
            case 0 ->
                "$map(" + over + ", " + any(List.of("$string", "$uppercase", "function($v, $i, $a) { $v }", "$sum(?)"))
                        + ")";
            case 1 ->
                "$filter(" + over + ", function($v, $i) { " + any(List.of("$v", "$i > 0", "$v = 2", value(depth - 1)))
                        + " })";
            case 2 ->
                "$reduce(" + over + ", function($a, $b) { " + any(List.of("$a & $b", "$append($a, $b)", "$b")) + " }"
                        + any(List.of("", ", 'init'", ", []")) + ")";
            case 3 ->
                "$sift(" + over + ", function($v, $k) { " + any(List.of("$v", "$k > 'b'", "$exists($v.id)")) + " })";
            case 4 -> "$each(" + over + ", function($v, $k) { " + any(List.of("$k", "$v", "{$k: $v}")) + " })";
            case 5 ->
                "$sort(" + over + ", function($l, $r) { "
                        + any(List.of("$l > $r", "$l.price < $r.price", "$l.name > $r.name")) + " })";
            case 6 -> "$single(" + over + ", function($v) { " + any(List.of("$v = 3", "$v.id = 2", "true")) + " })";
            default -> "$zip(" + over + ", " + value(depth - 1) + ")";
        };
    }

    private String transform(int depth) {
        return "(" + any(List.of("$states.input.items", "deep", "$states.input.deep", "items")) + " ~> |"
                + any(List.of("$", "sub", "b", "**[a]", "missing")) + "|{" + fields(depth) + "}"
                + any(List.of("", ", 'name'", ", ['id', 'a']")) + "|)";
    }

    private String call(int depth) {
        String text = random.nextInt(3) == 0
                ? value(depth - 1)
                : any(List.of("s", "'abc'", "uni", "$states.input.s", "''", "'a,b,,c'"));
        String number = random.nextInt(3) == 0
                ? value(depth - 1)
                : any(List.of("n", "neg", "big", "0", "1234.567", "-3", "0.5", "1e10", "2.5"));
        return switch (random.nextInt(26)) {
            case 0 ->
                "$substring(" + text + ", " + random.nextInt(-3, 5) + any(List.of("", ", 2", ", -1", ", 100")) + ")";
            case 1 -> "$substringBefore(" + text + ", " + any(List.of("'o'", "' '", "'zz'", "''")) + ")";
            case 2 -> "$substringAfter(" + text + ", " + any(List.of("'o'", "' '", "'zz'", "''")) + ")";
            case 3 ->
                "$pad(" + text + ", " + random.nextInt(-12, 13) + any(List.of("", ", '#'", ", 'ab'", ", ''")) + ")";
            case 4 ->
                "$split(" + text + ", " + any(List.of("','", "''", "' '", "/l/", "/[, ]/", any(REGEXES)))
                        + any(List.of("", ", 2", ", 0", ", -1", ", 1.5")) + ")";
            case 5 ->
                "$join(" + any(List.of("texts", "$states.input.texts", "['a']", "'a'", value(depth - 1)))
                        + any(List.of("", ", '-'")) + ")";
            case 6 -> "$contains(" + text + ", " + any(List.of("'l'", "''", any(REGEXES))) + ")";
            case 7 -> "$match(" + text + ", " + any(REGEXES) + any(List.of("", ", 1", ", 0")) + ")";
            case 8 ->
                "$replace(" + text + ", " + any(List.of("'l'", "'o'", any(REGEXES))) + ", "
                        + any(List.of("'<$1>'", "'$0$0'", "'$$'", "''", "'$5'", "function($m) { $m.match & '!' }"))
                        + any(List.of("", ", 1", ", 0")) + ")";
            case 9 -> "$formatNumber(" + number + ", " + any(PICTURES) + ")";
            case 10 -> "$formatBase(" + number + any(List.of("", ", 2", ", 16", ", 36", ", 1")) + ")";
            case 11 -> "$formatInteger(" + number + ", " + any(WHOLES) + ")";
            case 12 ->
                "$parseInteger(" + any(List.of("'twelve'", "'XIV'", "'12,345'", "'abc'", "'5th'", text)) + ", "
                        + any(WHOLES) + ")";
            case 13 -> "$round(" + number + any(List.of("", ", 1", ", -1", ", 0")) + ")";
            case 14 -> "$power(" + number + ", " + random.nextInt(-2, 4) + ")";
            case 15 ->
                "$number(" + any(List.of("'12'", "'0x1F'", "'1e3'", "''", "' 5'", "'0b11'", "true", value(depth - 1)))
                        + ")";
            case 16 -> "$string(" + value(depth - 1) + any(List.of("", ", true", ", false")) + ")";
            case 17 ->
                "$fromMillis(" + any(List.of("0", "1544449500000", "-1", "1e12", number))
                        + any(List.of("", ", " + any(MOMENTS), ", " + any(MOMENTS) + ", '+0530'")) + ")";
            case 18 ->
                "$toMillis("
                        + any(List.of(
                                "date",
                                "$states.input.date",
                                "'2020'",
                                "'2020-02-30'",
                                "'2020-01-01T00:00:00+01:00'",
                                text))
                        + ")";
            case 19 -> "$lookup(" + value(depth - 1) + ", " + any(List.of("'a'", "'id'", "'name'", "'zz'")) + ")";
            case 20 -> "$append(" + value(depth - 1) + ", " + value(depth - 1) + ")";
            case 21 -> "$merge([" + value(depth - 1) + ", {'z': 1}])";
            case 22 -> "$base64decode($base64encode(" + text + "))";
            case 23 -> "$length(" + text + ")";
            case 24 -> "$type(" + value(depth - 1) + ")";
            default -> "$distinct([" + value(depth - 1) + ", " + value(depth - 1) + "])";
        };
    }

    private String arguments(int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> value(depth - 1) + ", " + value(depth - 1);
            default -> value(depth - 1);
        };
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
