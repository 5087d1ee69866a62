package dev.stepwell.standalone.operator;

import dev.stepwell.contracts.platform.v1.ListQuotasRequest;
import dev.stepwell.contracts.platform.v1.Quota;
import dev.stepwell.contracts.platform.v1.ResetQuotaRequest;
import dev.stepwell.contracts.platform.v1.SetQuotaRequest;
import dev.stepwell.contracts.platform.v1.TenantsGrpc.TenantsBlockingStub;
import dev.stepwell.standalone.UsageException;
import java.io.PrintStream;
import java.util.Optional;

/** {@code deploy/stepwell tenant quota …}. */
final class QuotaCommands {
    private static final String ROW = "%-55s %12s %12s %12s %12s  %s";

    private final TenantsBlockingStub tenants;
    private final PrintStream out;

    QuotaCommands(TenantsBlockingStub tenants, PrintStream out) {
        this.tenants = tenants;
        this.out = out;
    }

    void run(String command, Words words) {
        switch (command) {
            case "list" -> list(words);
            case "set" -> set(words);
            case "reset" -> reset(words);
            default -> throw new UsageException("there is no command tenant quota " + command);
        }
    }

    private void list(Words words) {
        String account = words.next("the ACCOUNT");
        words.end();
        head();
        tenants.listTenantQuotas(
                        ListQuotasRequest.newBuilder().setAccount(account).build())
                .getQuotasList()
                .forEach(this::print);
    }

    private void set(Words words) {
        SetQuotaRequest.Builder request = SetQuotaRequest.newBuilder()
                .setAccount(words.next("the ACCOUNT"))
                .setName(words.next("the quota's NAME"))
                .setSize(number(words.next("the SIZE")));
        Optional<String> refill = words.option("--refill");
        words.end();
        refill.map(QuotaCommands::number).ifPresent(request::setRefill);
        Quota quota = tenants.setTenantQuota(request.build());
        head();
        print(quota);
    }

    private void reset(Words words) {
        ResetQuotaRequest.Builder request = ResetQuotaRequest.newBuilder()
                .setAccount(words.next("the ACCOUNT"))
                .setName(words.next("the quota's NAME"));
        words.end();
        Quota quota = tenants.resetTenantQuota(request.build());
        head();
        print(quota);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UsageException("a number is expected, not " + text);
        }
    }

    private void head() {
        out.println(ROW.formatted("QUOTA", "SIZE", "REFILL/S", "USED", "THROTTLED", "SET BY")
                .stripTrailing());
    }

    /** What is counted has no refill, and what is not in force no size. */
    private void print(Quota quota) {
        out.println(ROW.formatted(
                quota.getName(),
                cell(quota.hasSize(), quota.getSize()),
                cell(quota.hasRefill(), quota.getRefill()),
                cell(quota.hasUsed(), quota.getUsed()),
                cell(quota.hasThrottled(), quota.getThrottled()),
                quota.getOwn() ? "operator" : "default"));
    }

    private static String cell(boolean present, long number) {
        return present ? Long.toString(number) : "-";
    }
}
