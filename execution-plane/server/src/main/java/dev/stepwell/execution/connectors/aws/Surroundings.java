package dev.stepwell.execution.connectors.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What came around an answer, as the older integrations show it. */
final class Surroundings {
    private Surroundings() {}

    static void show(AwsResponse answer, ObjectNode result) {
        SdkHttpResponse response = answer.sdkHttpResponse();
        ObjectNode http = result.putObject("SdkHttpMetadata");
        ObjectNode all = http.putObject("AllHttpHeaders");
        Map<String, List<String>> headers = response.headers();
        headers.forEach((name, values) -> values.forEach(all.withArray(name)::add));
        ObjectNode first = http.putObject("HttpHeaders");
        Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        sorted.forEach((name, values) -> first.put(name, values.get(0)));
        http.put("HttpStatusCode", response.statusCode());
        result.putObject("SdkResponseMetadata")
                .put("RequestId", answer.responseMetadata().requestId());
    }
}
