package dev.stepwell.control.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.sfn.v1.CreateActivityRequest;
import dev.stepwell.contracts.sfn.v1.CreateActivityResponse;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.DeleteActivityRequest;
import dev.stepwell.contracts.sfn.v1.ListTagsForResourceRequest;
import dev.stepwell.contracts.sfn.v1.ListTagsForResourceResponse;
import dev.stepwell.contracts.sfn.v1.Tag;
import dev.stepwell.contracts.sfn.v1.TagResourceRequest;
import dev.stepwell.contracts.sfn.v1.UntagResourceRequest;
import dev.stepwell.control.House;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TagActionsTest {
    private static House house;
    private Caller caller;
    private String machine;
    private String activity;

    @BeforeAll
    static void build() {
        house = new House();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void newResources() {
        caller = house.newTenant();
        CreateStateMachineResponse made = house.call(
                "CreateStateMachine",
                caller,
                CreateStateMachineRequest.newBuilder()
                        .setName("m")
                        .setDefinition("{}")
                        .setRoleArn("arn:aws:iam::123456789012:role/r")
                        .addTags(tag("made", "with"))
                        .build());
        machine = made.getStateMachineArn();
        activity = activity(tag("k", "v")).getActivityArn();
    }

    @Test
    void tagsAreAddedReplacedAndRemoved() {
        put(machine, tag("k1", "v1"), tag("k2", ""), tag("made", "new"), tag("k1", "last"));
        assertThat(tags(machine)).isEqualTo(Map.of("k1", "last", "k2", "", "made", "new"));

        remove(machine, "k1", "k1", "absent");
        remove(machine);
        assertThat(tags(machine)).isEqualTo(Map.of("k2", "", "made", "new"));
        assertThat(tags(activity)).isEqualTo(Map.of("k", "v"));
    }

    @Test
    void aRepeatedCreateKeepsTheTags() {
        activity(tag("other", "x"));
        assertThat(tags(activity)).isEqualTo(Map.of("k", "v"));
    }

    @Test
    void fiftyFitAndNoMore() {
        Tag[] fortyNine =
                IntStream.range(0, 49).mapToObj(i -> tag("k" + i, "v")).toArray(Tag[]::new);
        put(machine, fortyNine);
        put(machine, tag("k1", "again"));
        Fault fault = house.refused("TooManyTags", "TagResource", caller, putting(machine, tag("one more", "")));
        assertThat(fault.members()).containsEntry("resourceName", machine);
        assertThat(tags(machine)).hasSize(50).doesNotContainKey("one more");

        CreateActivityRequest.Builder full = CreateActivityRequest.newBuilder().setName("full");
        IntStream.range(0, 51).forEach(i -> full.addTags(tag("k" + i, "v")));
        house.refused("TooManyTags", "CreateActivity", caller, full.build());
    }

    @Test
    void manyAtOnceDoNotGetPastTheLimit() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 20)
                    .forEach(i -> threads.submit(() -> put(
                            machine,
                            IntStream.range(0, 10)
                                    .mapToObj(k -> tag("k" + i + "." + k, ""))
                                    .toArray(Tag[]::new))));
        }
        assertThat(tags(machine)).hasSize(41); // the one it was made with and four whole requests
    }

    @Test
    void reservedAndUnstorableTagsAreRefused() {
        house.refused("ValidationException", "TagResource", caller, putting(machine, tag("AWS:x", "")));
        house.refused("ValidationException", "TagResource", caller, putting(machine, tag("", "v")));
        house.refused("ValidationException", "TagResource", caller, putting(machine, tag("a\0", "v")));
        house.refused("ValidationException", "TagResource", caller, putting(machine, tag("a", "\0")));
    }

    @Test
    void tagsOfThePlatformSayWhatItUnderstands() {
        for (String wrong : List.of("", "high", "1.5", "2147483648")) {
            assertThat(house.refused(
                                    "ValidationException",
                                    "TagResource",
                                    caller,
                                    putting(machine, tag("stepwell:priority", wrong)))
                            .text())
                    .contains("'" + wrong + "'");
        }
        house.refused("ValidationException", "TagResource", caller, putting(machine, tag("stepwell:priorty", "1")));
        put(machine, tag("stepwell:priority", "-2147483648"), tag("Stepwell:team", "theirs"));
        assertThat(tags(machine)).containsEntry("stepwell:priority", "-2147483648");
    }

    @Test
    void whatCarriesNoTagsIsNotFound() {
        assertThat(house.refused("ResourceNotFound", "TagResource", caller, putting(machine + ":1", tag("k", "v")))
                        .text())
                .isEqualTo("Resource not found: '" + machine + ":1'");
        for (String arn : List.of(machine + "x", activity + "x", machine + "/label")) {
            house.refused("ResourceNotFound", "TagResource", caller, putting(arn, tag("k", "v")));
            house.refused("ResourceNotFound", "UntagResource", caller, removing(arn, "k"));
            house.refused("ResourceNotFound", "ListTagsForResource", caller, listing(arn));
        }
        house.refused("InvalidArn", "ListTagsForResource", caller, listing("m"));
        house.refused("ResourceNotFound", "ListTagsForResource", house.newTenant(), listing(machine));
    }

    @Test
    void tagsGoWithWhatTheyHangOn() {
        house.call(
                "DeleteActivity",
                caller,
                DeleteActivityRequest.newBuilder().setActivityArn(activity).build());
        activity();
        assertThat(tags(activity)).isEmpty();
    }

    private CreateActivityResponse activity(Tag... tags) {
        return house.call(
                "CreateActivity",
                caller,
                CreateActivityRequest.newBuilder()
                        .setName("a")
                        .addAllTags(List.of(tags))
                        .build());
    }

    private static Tag tag(String key, String value) {
        return Tag.newBuilder().setKey(key).setValue(value).build();
    }

    private static TagResourceRequest putting(String arn, Tag... tags) {
        return TagResourceRequest.newBuilder()
                .setResourceArn(arn)
                .addAllTags(List.of(tags))
                .build();
    }

    private static UntagResourceRequest removing(String arn, String... keys) {
        return UntagResourceRequest.newBuilder()
                .setResourceArn(arn)
                .addAllTagKeys(List.of(keys))
                .build();
    }

    private static ListTagsForResourceRequest listing(String arn) {
        return ListTagsForResourceRequest.newBuilder().setResourceArn(arn).build();
    }

    private void put(String arn, Tag... tags) {
        house.call("TagResource", caller, putting(arn, tags));
    }

    private void remove(String arn, String... keys) {
        house.call("UntagResource", caller, removing(arn, keys));
    }

    private Map<String, String> tags(String arn) {
        ListTagsForResourceResponse answer = house.call("ListTagsForResource", caller, listing(arn));
        return answer.getTagsList().stream().collect(Collectors.toMap(Tag::getKey, Tag::getValue));
    }
}
