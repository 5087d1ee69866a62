package dev.stepwell.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.stepwell.contracts.swf.v1.Decision;
import dev.stepwell.contracts.swf.v1.Errors;
import dev.stepwell.contracts.swf.v1.HistoryEvent;
import dev.stepwell.contracts.swf.v1.SimpleWorkflowOuterClass;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.model.SwfException;

/** SWF in the contract is SWF as AWS publishes it. */
@NullUnmarked
class SimpleWorkflowMatchesAwsTest extends ContractMatchesAws {
    SimpleWorkflowMatchesAwsTest() {
        super(
                SimpleWorkflowOuterClass.getDescriptor().findServiceByName("SimpleWorkflow"),
                Errors.getDescriptor(),
                SwfClient.class,
                SwfException.class);
    }

    @Override
    int actions() {
        return 39;
    }

    @Override
    String requiredMembers() {
        return "required-members-swf.txt";
    }

    /** A poll that found nothing answers with the two ids alone, both 0; a list that is required would be printed as empty. */
    @Override
    Set<String> leftOut() {
        return Set.of("PollForDecisionTaskResponse.events");
    }

    @Test
    void thereAre54TypesOfEventsAndEachHasItsAttributes() {
        assertThat(values(HistoryEvent.getDescriptor(), "event_type"))
                .hasSize(54)
                .doesNotHaveDuplicates();
        assertThat(attributes(HistoryEvent.getDescriptor(), "EventAttributes"))
                .containsExactlyInAnyOrderElementsOf(values(HistoryEvent.getDescriptor(), "event_type"));
    }

    @Test
    void thereAre13TypesOfDecisionsAndEachHasItsAttributes() {
        assertThat(values(Decision.getDescriptor(), "decision_type"))
                .hasSize(13)
                .doesNotHaveDuplicates();
        assertThat(attributes(Decision.getDescriptor(), "DecisionAttributes"))
                .containsExactlyInAnyOrderElementsOf(values(Decision.getDescriptor(), "decision_type"));
    }

    @Test
    void thereAre57CausesOfWhatADeciderCannotHave() {
        long causes = HistoryEvent.getDescriptor().getFields().stream()
                .filter(field -> field.getName().endsWith("_failed_event_attributes"))
                .map(field -> field.getMessageType().findFieldByName("cause"))
                .filter(cause -> cause != null)
                .mapToLong(cause -> rule(cause).getValuesCount())
                .sum();
        assertThat(causes).isEqualTo(57);
    }

    private static Iterable<String> values(Descriptor message, String field) {
        return rule(message.findFieldByName(field)).getValuesList();
    }

    private static Stream<String> attributes(Descriptor message, String suffix) {
        return message.getFields().stream()
                .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
                .map(field -> field.getMessageType().getName())
                .filter(name -> name.endsWith(suffix))
                .map(name -> name.substring(0, name.length() - suffix.length()));
    }
}
