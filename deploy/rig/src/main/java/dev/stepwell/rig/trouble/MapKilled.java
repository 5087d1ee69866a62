package dev.stepwell.rig.trouble;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stepwell.rig.house.House;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.MapRunItemCounts;

/**
 * The process is killed and started again twice in the middle of a distributed Map: each item is worked on to its end, and is in the
 * results once (R23). All of it fits into the heap that a server has unless it is told otherwise, 512 MB.
 */
final class MapKilled implements Trouble {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final long PAUSE = 500;
    private static final String MAP = """
            {"QueryLanguage": "JSONata", "StartAt": "All", "States": {"All": {"Type": "Map", "End": true, "MaxConcurrency": 1000,
              "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "JSONL"},
                "Arguments": {"Bucket": "rig-items", "Key": "numbers.jsonl"}},
              "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
                "StartAt": "Twice", "States": {"Twice": {"Type": "Pass", "End": true, "Output": "{% $states.input.n * 2 %}"}}},
              "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject",
                "WriterConfig": {"OutputType": "JSONL", "Transformation": "COMPACT"},
                "Arguments": {"Bucket": "rig-results", "Prefix": "twice"}}}}}""";

    @Override
    public void happen(Scene scene) throws InterruptedException {
        int items = scene.volume(100_000, 1_000_000);
        Objects objects = new Objects(scene);
        objects.put(
                "rig-items",
                "numbers.jsonl",
                IntStream.range(0, items).mapToObj(n -> "{\"n\":" + n + "}\n").collect(Collectors.joining()));
        Machines machines = new Machines(scene);
        String execution = machines.start(machines.create("mapper", MAP), 1).getFirst();
        long began = System.nanoTime();
        House house = scene.village().first();
        for (int third = 1; third <= 2; third++) {
            awaitEnded(scene, execution, (long) third * items / 3);
            house.kill();
            house.up();
            scene.note("kills", 1);
        }
        int open = machines.awaitEnds(List.of(execution), PATIENCE.toMillis());
        scene.note("items", items);
        scene.note("ms for all of them", (System.nanoTime() - began) / 1_000_000);
        scene.require(open == 0, "I1", execution, "the Map did not come to its end");
        machines.history(execution);
        scene.require(machines.status(execution) == ExecutionStatus.SUCCEEDED, "I1", execution, "it did not succeed");
        MapRunItemCounts counts = counts(scene, execution);
        scene.require(
                counts.total() == items && counts.resultsWritten() == items && counts.succeeded() == items,
                "I5",
                execution,
                "of " + items + " items: " + counts);
        audit(scene, objects, execution, items);
    }

    private static void awaitEnded(Scene scene, String execution, long wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && succeeded(scene, execution) < wanted) {
            Thread.sleep(PAUSE);
        }
    }

    private static long succeeded(Scene scene, String execution) {
        boolean begun = !scene.desk()
                .ask(sfn -> sfn.listMapRuns(r -> r.executionArn(execution)))
                .mapRuns()
                .isEmpty();
        return begun ? counts(scene, execution).succeeded() : 0;
    }

    private static MapRunItemCounts counts(Scene scene, String execution) {
        String run = scene.desk()
                .ask(sfn -> sfn.listMapRuns(r -> r.executionArn(execution)))
                .mapRuns()
                .getFirst()
                .mapRunArn();
        return scene.desk()
                .ask(sfn -> sfn.describeMapRun(r -> r.mapRunArn(run)))
                .itemCounts();
    }

    /** Each number's double is in the results, once. */
    private static void audit(Scene scene, Objects objects, String execution, int items) throws InterruptedException {
        DescribeExecutionResponse ended =
                scene.desk().ask(sfn -> sfn.describeExecution(r -> r.executionArn(execution)));
        String manifest = json(ended.output()).at("/ResultWriterDetails/Key").asText();
        BitSet seen = new BitSet();
        int repeated = 0;
        for (JsonNode file : json(objects.get("rig-results", manifest)).at("/ResultFiles/SUCCEEDED")) {
            for (String line :
                    objects.get("rig-results", file.path("Key").asText()).split("\n")) {
                int number = Integer.parseInt(line) / 2;
                repeated += seen.get(number) ? 1 : 0;
                seen.set(number);
            }
        }
        scene.require(
                repeated == 0 && seen.cardinality() == items && seen.length() == items,
                "I3",
                execution,
                seen.cardinality() + " of " + items + " items have results, " + repeated + " have more than one");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + text, e);
        }
    }
}
