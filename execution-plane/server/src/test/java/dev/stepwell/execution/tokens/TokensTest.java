package dev.stepwell.execution.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final TenantId TENANT = new TenantId(7);
    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ ";

    private final MasterKeys keys = new MasterKeys(2, Map.of(1, secret(1), 2, secret(2)));
    private final TaskTokens tokens = new TaskTokens(keys);
    private final ExecutionKey key = new ExecutionKey(TENANT, new ExecutionId(new UUID(123, 456)));
    private final TaskRef task = new TaskRef(1_234_567, 3);

    private static byte[] secret(int seed) {
        byte[] secret = new byte[32];
        new Random(seed).nextBytes(secret);
        return secret;
    }

    @Test
    void aTokenSaysWhatItWasMadeFor() {
        String token = tokens.of(key, 1).seal(task);

        assertThat(tokens.open(TENANT, token)).contains(new TaskTokens.Opened(key, task));
        assertThat(token).hasSizeLessThanOrEqualTo(1_024);
    }

    @Test
    void theSameTaskHasTheSameTokenAndEveryOtherAnother() {
        assertThat(tokens.of(key, 1).seal(task))
                .isEqualTo(new TaskTokens(keys).of(key, 1).seal(task));
        assertThat(tokens.of(key, 1).seal(task)).isNotEqualTo(tokens.of(key, 1).seal(new TaskRef(1_234_567, 2)));
        assertThat(tokens.of(key, 1).seal(task)).isNotEqualTo(tokens.of(key, 2).seal(task));
    }

    @Test
    void anotherTenantsTokenIsNone() {
        assertThat(tokens.open(new TenantId(8), tokens.of(key, 1).seal(task))).isEmpty();
    }

    @Test
    void anotherClustersTokenIsNone() {
        TaskTokens others = new TaskTokens(new MasterKeys(1, Map.of(1, secret(9))));

        assertThat(tokens.open(TENANT, others.of(key, 1).seal(task))).isEmpty();
    }

    @Test
    void noChangedTokenOpens() {
        String token = tokens.of(key, 1).seal(task);
        Random random = new Random(5);
        int opened = 0;
        for (int i = 0; i < 10_000; i++) {
            StringBuilder changed = new StringBuilder(token);
            int at = random.nextInt(token.length());
            switch (random.nextInt(3)) {
                case 0 -> changed.setCharAt(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
                case 1 -> changed.deleteCharAt(at);
                default -> changed.insert(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            boolean same = changed.toString().equals(token);
            opened += !same && tokens.open(TENANT, changed.toString()).isPresent() ? 1 : 0;
        }
        assertThat(opened).isZero();
        assertThat(tokens.open(TENANT, "")).isEmpty();
        assertThat(tokens.open(TENANT, "none")).isEmpty();
    }

    @Test
    void aPageTokenIsGoodForItsQueryForADay() {
        HandClock clock = new HandClock(Instant.parse("2026-01-01T00:00:00Z"));
        PageTokens pages = new PageTokens(keys, clock);
        byte[] cursor = "after-7".getBytes(StandardCharsets.UTF_8);
        String token = pages.seal(TENANT, "ListExecutions m", cursor);

        assertThat(pages.open(TENANT, "ListExecutions m", token))
                .hasValueSatisfying(c -> assertThat(c).isEqualTo(cursor));
        assertThat(pages.open(TENANT, "ListExecutions n", token)).isEmpty();
        assertThat(pages.open(new TenantId(8), "ListExecutions m", token)).isEmpty();
        clock.pass(Duration.ofHours(25));
        assertThat(pages.open(TENANT, "ListExecutions m", token)).isEmpty();
    }
}
