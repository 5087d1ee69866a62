package dev.stepwell.standalone.operator;

import com.google.protobuf.Timestamp;
import dev.stepwell.contracts.platform.v1.CreateKeyRequest;
import dev.stepwell.contracts.platform.v1.IssuedKey;
import dev.stepwell.contracts.platform.v1.KeyDetail;
import dev.stepwell.contracts.platform.v1.ListKeysRequest;
import dev.stepwell.contracts.platform.v1.ListKeysResponse;
import dev.stepwell.contracts.platform.v1.RevokeKeyRequest;
import dev.stepwell.contracts.platform.v1.RotateKeyRequest;
import dev.stepwell.contracts.platform.v1.SetKeyRateRequest;
import dev.stepwell.contracts.platform.v1.TenantsGrpc.TenantsBlockingStub;
import dev.stepwell.standalone.UsageException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** {@code deploy/stepwell tenant keys …}. */
final class KeyCommands {
    private final TenantsBlockingStub tenants;
    private final PrintStream out;

    KeyCommands(TenantsBlockingStub tenants, PrintStream out) {
        this.tenants = tenants;
        this.out = out;
    }

    void run(String command, Words words) {
        switch (command) {
            case "create" -> create(words);
            case "list" -> list(words);
            case "rate" -> rate(words);
            case "rotate" -> rotate(words);
            case "revoke" -> revoke(words);
            default -> throw new UsageException("there is no command tenant keys " + command);
        }
    }

    private void create(Words words) {
        CreateKeyRequest.Builder question = CreateKeyRequest.newBuilder()
                .setAccount(words.next("the ACCOUNT"))
                .setKind(words.option("--kind").orElse("signing").toUpperCase(Locale.ROOT))
                .addAllScopes(words.options("--scope"))
                .addAllResources(words.options("--resource"))
                .addAllNetworks(words.options("--network"));
        words.option("--principal").ifPresent(question::setPrincipal);
        words.option("--rate").ifPresent(rate -> question.setRatePerSecond(number("--rate", rate)));
        words.option("--burst").ifPresent(burst -> question.setBurst(number("--burst", burst)));
        words.option("--expires").ifPresent(at -> question.setExpiresAt(time(at)));
        words.end();
        print(tenants.createTenantKey(question.build()));
    }

    private static Timestamp time(String text) {
        try {
            return Timestamp.newBuilder()
                    .setSeconds(Instant.parse(text).getEpochSecond())
                    .build();
        } catch (DateTimeParseException e) {
            throw new UsageException("--expires takes a time such as 2027-01-31T12:00:00Z");
        }
    }

    private void list(Words words) {
        ListKeysRequest.Builder question = ListKeysRequest.newBuilder()
                .setAccount(words.next("the ACCOUNT"))
                .setMaxResults(1000);
        words.end();
        ListKeysResponse page;
        do {
            page = tenants.listTenantKeys(question.build());
            page.getKeysList().forEach(this::print);
            question.setNextToken(page.getNextToken());
        } while (page.hasNextToken());
    }

    private void rate(Words words) {
        SetKeyRateRequest.Builder question = SetKeyRateRequest.newBuilder()
                .setAccount(words.next("the ACCOUNT"))
                .setKeyId(words.next("the KEY's id"));
        words.option("--rate").ifPresent(rate -> question.setRatePerSecond(number("--rate", rate)));
        words.option("--burst").ifPresent(burst -> question.setBurst(number("--burst", burst)));
        words.end();
        print(tenants.setTenantKeyRate(question.build()));
    }

    private static int number(String option, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UsageException(option + " takes a number of requests");
        }
    }

    private void rotate(Words words) {
        RotateKeyRequest.Builder question = RotateKeyRequest.newBuilder()
                .setAccount(words.next("the ACCOUNT"))
                .setKeyId(words.next("the KEY's id"));
        words.option("--overlap").ifPresent(seconds -> question.setOverlapSeconds(seconds(seconds)));
        words.end();
        print(tenants.rotateTenantKey(question.build()));
    }

    private static long seconds(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UsageException("--overlap takes seconds");
        }
    }

    private void revoke(Words words) {
        RevokeKeyRequest question = RevokeKeyRequest.newBuilder()
                .setAccount(words.next("the ACCOUNT"))
                .setKeyId(words.next("the KEY's id"))
                .build();
        words.end();
        tenants.revokeTenantKey(question);
        out.println(question.getKeyId() + "  REVOKED");
    }

    private void print(IssuedKey issued) {
        if (issued.hasApiKey()) {
            out.println("STEPWELL_API_KEY=" + issued.getApiKey());
        } else {
            out.println("AWS_ACCESS_KEY_ID=" + issued.getKey().getKeyId());
            out.println("AWS_SECRET_ACCESS_KEY=" + issued.getSecretAccessKey());
        }
    }

    private void print(KeyDetail key) {
        StringBuilder line = new StringBuilder()
                .append(String.format("%-20s  %-7s  %-7s  ", key.getKeyId(), key.getKind(), key.getStatus()))
                .append(Lines.plain(key.getPrincipal()))
                .append("  ")
                .append(String.join(",", key.getScopesList()));
        key.getResourcesList().forEach(resource -> line.append("  to ").append(Lines.plain(resource)));
        key.getNetworksList().forEach(network -> line.append("  from ").append(network));
        if (key.hasRatePerSecond()) {
            line.append("  at most ")
                    .append(key.getRatePerSecond())
                    .append(" a second, ")
                    .append(key.getBurst())
                    .append(" at once");
        }
        line.append("  made ").append(Lines.time(key.getCreatedAt()));
        if (key.hasExpiresAt()) {
            line.append("  until ").append(Lines.time(key.getExpiresAt()));
        }
        line.append("  last used ").append(key.hasLastUsedAt() ? Lines.time(key.getLastUsedAt()) : "never");
        out.println(line);
    }
}
