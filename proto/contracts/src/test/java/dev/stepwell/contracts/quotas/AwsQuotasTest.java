package dev.stepwell.contracts.quotas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.stepwell.contracts.sfn.v1.StepFunctionsOuterClass;
import dev.stepwell.contracts.swf.v1.Decision;
import dev.stepwell.contracts.swf.v1.SimpleWorkflowOuterClass;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** AWS's figures stand for every action, and for nothing else. */
@NullUnmarked
class AwsQuotasTest {
    private static final ServiceDescriptor SFN =
            StepFunctionsOuterClass.getDescriptor().findServiceByName("StepFunctions");
    private static final ServiceDescriptor SWF =
            SimpleWorkflowOuterClass.getDescriptor().findServiceByName("SimpleWorkflow");

    @Test
    void everyActionOfStepFunctionsButOneHasABucket() {
        assertThat(buckets(name -> !name.startsWith("swf.")))
                .hasSize(36 + 2)
                .containsAll(actions(SFN, ""))
                .contains("StartExecution.Express", "StateTransition");
    }

    @Test
    void everyActionOfSwfHasABucket() {
        Set<String> named = buckets(name -> name.startsWith("swf.") && name.indexOf('.', "swf.".length()) < 0);
        assertThat(named).hasSize(39).isEqualTo(actions(SWF, "swf."));
    }

    @Test
    void decisionsAndExecutionsHaveBucketsThatBearTheirNames() {
        Set<String> decisions = Set.copyOf(Decision.getDescriptor().getFields().stream()
                .map(field -> field.getJsonName().replace("DecisionAttributes", ""))
                .map(name -> "swf.decision." + Character.toUpperCase(name.charAt(0)) + name.substring(1))
                .toList());
        assertThat(decisions).containsAll(buckets(name -> name.startsWith("swf.decision.")));
        assertThat(actions(SWF, "swf.execution.")).containsAll(buckets(name -> name.startsWith("swf.execution.")));
    }

    @Test
    void someFigures() {
        assertThat(AwsQuotas.all())
                .containsEntry("StartExecution", new Quota.Bucket(1_300, 300))
                .containsEntry("swf.decision.StartChildWorkflowExecution", new Quota.Bucket(500, 12))
                .containsEntry("swf.execution.GetWorkflowExecutionHistory", new Quota.Bucket(400, 200));
        assertThat(AwsQuotas.most("swf.OpenExecutionsPerDomain")).isEqualTo(100_000);
    }

    @Test
    void multiplesAreRead() {
        assertThat(Multiple.parse("off")).isEqualTo(Multiple.OFF);
        assertThat(Multiple.parse("aws")).isEqualTo(Multiple.AWS);
        assertThat(Multiple.parse("x100")).isEqualTo(new Multiple(100));
        for (String wrong : Set.of("x0", "x", "100", "x-1", "x1.5", "x200000", "AWS", "")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Multiple.parse(wrong));
        }
    }

    private static Set<String> actions(ServiceDescriptor service, String prefix) {
        return service.getMethods().stream()
                .map(MethodDescriptor::getName)
                .filter(name -> !name.equals("StartSyncExecution"))
                .map(name -> prefix + name)
                .collect(Collectors.toSet());
    }

    private static Set<String> buckets(Predicate<String> which) {
        return AwsQuotas.all().entrySet().stream()
                .filter(one -> one.getValue() instanceof Quota.Bucket && which.test(one.getKey()))
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
