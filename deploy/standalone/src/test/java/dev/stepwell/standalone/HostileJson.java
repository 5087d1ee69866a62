package dev.stepwell.standalone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Documents that nobody means well with, by what is wrong with them; none of them is a request. */
final class HostileJson {
    private static final int LARGE = 900_000;

    private final Map<String, byte[]> documents = new LinkedHashMap<>();

    private HostileJson() {
        nested();
        numbers();
        texts();
        names();
        broken();
    }

    static Map<String, byte[]> documents() {
        return new HostileJson().documents;
    }

    private void nested() {
        for (int depth : new int[] {1_001, 10_000, 100_000, LARGE}) {
            add("arrays " + depth, "[".repeat(depth));
            add("arrays in a member " + depth, "{\"input\":" + "[".repeat(depth));
            add(
                    "arrays in an unknown member " + depth,
                    "{\"x\":" + "[".repeat(depth / 2) + "]".repeat(depth / 2 - 1) + "}");
            add("objects " + depth, "{\"a\":".repeat(depth / 5));
        }
    }

    private void numbers() {
        for (String number : new String[] {
            "1".repeat(LARGE),
            "-" + "9".repeat(LARGE),
            "0." + "3".repeat(LARGE),
            "1e" + "9".repeat(LARGE),
            "1e999999999",
            "-1e-999999999",
            "00",
            "+1",
            ".5",
            "0x10",
            "NaN",
            "Infinity",
            "-",
            "1e",
            "1__0"
        }) {
            add("the number " + shortened(number), "{\"name\":" + number + "}");
            add("the number in a list " + shortened(number), "[" + number + "]");
        }
    }

    private void texts() {
        for (String text : new String[] {
            "\\ud800", "\\udc00\\ud800", "\\u12", "\\x41", "\n", "\t", "\0", "\\u0000".repeat(LARGE / 6), "\\", "\""
        }) {
            add("the text " + shortened(text), "{\"name\":\"" + text + "\",\"stateMachineArn\":7}");
        }
        add("a long text", "{\"name\":\"" + "x".repeat(LARGE) + "\"}");
        add("a text larger than a request", "{\"name\":\"" + "x".repeat(3 << 20) + "\"}");
        add("a text without its end", "{\"name\":\"" + "x".repeat(LARGE));
    }

    private void names() {
        StringBuilder many = new StringBuilder("{");
        StringBuilder same = new StringBuilder("{");
        for (int i = 0; many.length() < LARGE; i++) {
            many.append("\"k").append(i).append("\":1,");
            same.append("\"stateMachineArn\":1,");
        }
        add("many names", many.append("\"stateMachineArn\":1}").toString());
        add("one name many times", same.substring(0, LARGE) + "\"z\":1}");
        add("a long name", "{\"" + "n".repeat(LARGE) + "\":1}");
        add("a name twice", "{\"stateMachineArn\":1,\"stateMachineArn\":2}");
        add("no name", "{:1}");
        add("a name without quotes", "{a:1}");
    }

    private void broken() {
        for (String text : new String[] {
            "",
            " ",
            "null",
            "true",
            "7",
            "\"a\"",
            "[]",
            "{",
            "}",
            "{]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{} {}",
            "{}x",
            "//x\n{}",
            "/*x*/{}",
            "\ufeff",
            "{'a':1}",
            "<xml/>",
            "a=b&c=d"
        }) {
            add("the body " + text.strip(), text);
        }
        for (int[] octets :
                new int[][] {{0xff}, {0xc0, 0xaf}, {0xed, 0xa0, 0x80}, {0xf5, 0x80, 0x80, 0x80}, {0xe2, 0x82}, {0x80}
                }) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes("{\"stateMachineArn\":7,\"name\":\"".getBytes(StandardCharsets.UTF_8));
            for (int octet : octets) {
                bytes.write(octet);
            }
            bytes.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
            documents.put("the octets " + Integer.toHexString(octets[0]), bytes.toByteArray());
        }
        documents.put("UTF-16", "{\"stateMachineArn\":\"a\"}".getBytes(StandardCharsets.UTF_16));
        documents.put("UTF-32", "{\"stateMachineArn\":\"a\"}".getBytes(java.nio.charset.Charset.forName("UTF-32")));
        documents.put("zipped", zipped(new byte[64 << 20]));
    }

    private void add(String name, String document) {
        documents.put(name, document.getBytes(StandardCharsets.UTF_8));
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(12, text.length())) + " of " + text.length();
    }

    private static byte[] zipped(byte[] much) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(much);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
