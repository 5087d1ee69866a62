package dev.stepwell.rig.trouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The objects that the platform keeps for the tenant, over REST. */
final class Objects {
    /** A request is a megabyte at most. */
    private static final int PART = 500_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Scene scene;

    Objects(Scene scene) {
        this.scene = scene;
    }

    /** Writes an object of ASCII. */
    void put(String bucket, String key, String text) throws InterruptedException {
        Optional<String> version = Optional.empty();
        for (int from = 0; from < text.length(); from += PART) {
            ObjectNode body = JSON.createObjectNode();
            body.put("body", text.substring(from, Math.min(text.length(), from + PART)));
            version.ifPresent(last -> body.put("appendTo", last));
            JsonNode put = ask(bucket, key, "", "PUT", body.toString());
            version = Optional.of(put.path("version").asText());
        }
    }

    /** The whole of an object. */
    String get(String bucket, String key) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        JsonNode part = ask(bucket, key, "", "GET", "");
        text.append(part.path("body").asText());
        while (part.has("nextOffset")) {
            part = ask(bucket, key, "?offset=" + part.path("nextOffset").asLong(), "GET", "");
            text.append(part.path("body").asText());
        }
        return text.toString();
    }

    private JsonNode ask(String bucket, String key, String query, String method, String body)
            throws InterruptedException {
        URI path = URI.create(scene.village().first().endpoint() + "/v1/objects/" + bucket + "/"
                + URLEncoder.encode(key, StandardCharsets.UTF_8) + query);
        HttpRequest request = HttpRequest.newBuilder(path)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + scene.apiKey())
                .header("Content-Type", "application/json")
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " was not answered", e);
        }
    }
}
