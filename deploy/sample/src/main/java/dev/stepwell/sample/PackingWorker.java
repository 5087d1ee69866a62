package dev.stepwell.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.GetActivityTaskResponse;

/** The packing table: an activity worker that asks for work, says that it is alive, and hands the parcel over. */
public final class PackingWorker {
    /** The activity it works for. */
    static final String ACTIVITY = "pack-order";

    // Longer than the server holds the question for work.
    private static final Duration PATIENCE = Duration.ofSeconds(70);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SfnClient sfn;
    private final String activity;

    PackingWorker(SfnClient sfn) {
        this.sfn = sfn;
        activity = sfn.createActivity(request -> request.name(ACTIVITY)).activityArn();
    }

    /** Works until it is ended. */
    public static void main(String[] args) throws JsonProcessingException {
        try (SfnClient sfn = SfnClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(PATIENCE))
                .build()) {
            PackingWorker worker = new PackingWorker(sfn);
            System.out.println("worker asks for " + worker.activity);
            while (true) {
                worker.ask();
            }
        }
    }

    /** Asks once; nothing to do is an answer too. */
    private void ask() throws JsonProcessingException {
        GetActivityTaskResponse task =
                sfn.getActivityTask(request -> request.activityArn(activity).workerName("packing-table-1"));
        if (task.taskToken() == null) {
            return;
        }
        JsonNode input = JSON.readTree(task.input());
        sfn.sendTaskHeartbeat(request -> request.taskToken(task.taskToken()));
        String parcel = JSON.createObjectNode()
                .put("parcel", "P-" + input.path("items").size())
                .put("for", input.path("customer").asText())
                .toString();
        sfn.sendTaskSuccess(request -> request.taskToken(task.taskToken()).output(parcel));
    }
}
