package dev.stepwell.control.statemachines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.asl.model.MachineType;
import org.junit.jupiter.api.Test;

class LanguageCheckTest {
    private final LanguageCheck check = new LanguageCheck();

    @Test
    void whatTheLanguageReadsIsTaken() {
        assertThat(check.refusal(
                        "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}",
                        MachineType.STANDARD))
                .isEmpty();
    }

    @Test
    void everythingElseIsRefusedInAwsWords() {
        for (String bad : new String[] {"", "{", "[]", "{}", "\0", "{\"StartAt\":1}"}) {
            assertThat(check.refusal(bad, MachineType.EXPRESS).orElseThrow())
                    .startsWith("Invalid State Machine Definition: '");
        }
    }
}
