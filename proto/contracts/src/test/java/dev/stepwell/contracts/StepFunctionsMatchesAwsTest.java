package dev.stepwell.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.stepwell.contracts.sfn.v1.Errors;
import dev.stepwell.contracts.sfn.v1.StepFunctionsOuterClass;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** Step Functions in the contract is Step Functions as AWS publishes it. */
@NullUnmarked
class StepFunctionsMatchesAwsTest extends ContractMatchesAws {
    StepFunctionsMatchesAwsTest() {
        super(
                StepFunctionsOuterClass.getDescriptor().findServiceByName("StepFunctions"),
                Errors.getDescriptor(),
                SfnClient.class,
                SfnException.class);
    }

    @Override
    int actions() {
        return 37;
    }

    @Override
    String requiredMembers() {
        return "required-members-sfn.txt";
    }

    @Test
    void thereAre62TypesOfEvents() {
        FieldDescriptor type = rpcs().get("GetExecutionHistory")
                .getOutputType()
                .findFieldByName("events")
                .getMessageType()
                .findFieldByName("type");
        assertThat(rule(type).getValuesList()).hasSize(62).doesNotHaveDuplicates();
    }
}
