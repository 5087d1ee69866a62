package dev.stepwell.standalone.operator;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.CreateTenantRequest;
import dev.stepwell.contracts.platform.v1.CreateTenantResponse;
import dev.stepwell.contracts.platform.v1.DeleteTenantRequest;
import dev.stepwell.contracts.platform.v1.GetTenantRequest;
import dev.stepwell.contracts.platform.v1.ListTenantsRequest;
import dev.stepwell.contracts.platform.v1.ListTenantsResponse;
import dev.stepwell.contracts.platform.v1.RenameTenantRequest;
import dev.stepwell.contracts.platform.v1.ResumeTenantRequest;
import dev.stepwell.contracts.platform.v1.SuspendTenantRequest;
import dev.stepwell.contracts.platform.v1.Tenant;
import dev.stepwell.contracts.platform.v1.TenantsGrpc;
import dev.stepwell.contracts.platform.v1.TenantsGrpc.TenantsBlockingStub;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.standalone.UsageException;
import io.grpc.StatusRuntimeException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code deploy/stepwell tenant …}, but for its keys. */
final class TenantCommands {
    /** What of a server's notes is every tenant's. */
    private static final List<String> SHARED = List.of(
            "AWS_DEFAULT_REGION",
            "AWS_REGION",
            "AWS_ENDPOINT_URL",
            "STEPWELL_ENDPOINT",
            "STEPWELL_GRPC",
            "STEPWELL_LAMBDA_ENDPOINT");

    private static final long LOOK_EVERY_MS = 1000;

    private final Installation installation;
    private final TenantsBlockingStub tenants;
    private final PrintStream out;

    TenantCommands(Installation installation, PrintStream out) {
        this.installation = installation;
        this.tenants = TenantsGrpc.newBlockingStub(installation.channel());
        this.out = out;
    }

    void run(String command, Words words) throws InterruptedException {
        switch (command) {
            case "create" -> create(last(words, "the tenant's NAME"));
            case "list" -> list(words);
            case "show" -> print(get(last(words, "the ACCOUNT")));
            case "rename" -> rename(words.next("the ACCOUNT"), last(words, "the new NAME"));
            case "suspend" ->
                print(tenants.suspendTenant(SuspendTenantRequest.newBuilder()
                        .setAccount(last(words, "the ACCOUNT"))
                        .build()));
            case "resume" ->
                print(tenants.resumeTenant(ResumeTenantRequest.newBuilder()
                        .setAccount(last(words, "the ACCOUNT"))
                        .build()));
            case "delete" -> delete(words);
            case "keys" -> new KeyCommands(tenants, out).run(words.next("create, list, rotate or revoke"), words);
            case "quota" -> new QuotaCommands(tenants, out).run(words.next("list, set or reset"), words);
            default -> throw new UsageException("there is no command tenant " + command);
        }
    }

    private static String last(Words words, String what) {
        String word = words.next(what);
        words.end();
        return word;
    }

    private void create(String name) {
        CreateTenantResponse made = tenants.createTenant(
                CreateTenantRequest.newBuilder().setName(name).build());
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ACCESS_KEY_ID", made.getAccessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", made.getSecretAccessKey());
        variables.put("STEPWELL_API_KEY", made.getApiKey());
        variables.put("STEPWELL_ACCOUNT", made.getTenant().getAccount());
        for (String shared : SHARED) {
            String value = installation.notes().get(shared);
            if (value != null) {
                variables.put(shared, value);
            }
        }
        out.println("# Keys of tenant " + made.getTenant().getAccount() + ": anybody who has them is its client.");
        variables.forEach((variable, value) -> out.println(variable + "=" + value));
    }

    private void list(Words words) {
        words.end();
        ListTenantsRequest.Builder question = ListTenantsRequest.newBuilder().setMaxResults(1000);
        ListTenantsResponse page;
        do {
            page = tenants.listTenants(question.build());
            page.getTenantsList().forEach(this::print);
            question.setNextToken(page.getNextToken());
        } while (page.hasNextToken());
    }

    private Tenant get(String account) {
        return tenants.getTenant(
                GetTenantRequest.newBuilder().setAccount(account).build());
    }

    private void rename(String account, String name) {
        print(tenants.renameTenant(RenameTenantRequest.newBuilder()
                .setAccount(account)
                .setName(name)
                .build()));
    }

    private void delete(Words words) throws InterruptedException {
        String account = words.next("the ACCOUNT");
        boolean sure = words.option("--yes").isPresent();
        boolean wait = words.option("--wait").isPresent();
        words.end();
        if (!sure) {
            throw new UsageException("everything that " + account + " has would be gone for ever: say so by --yes");
        }
        print(tenants.deleteTenant(
                DeleteTenantRequest.newBuilder().setAccount(account).build()));
        if (wait) {
            follow(account);
        }
    }

    private void follow(String account) throws InterruptedException {
        while (true) {
            Thread.sleep(LOOK_EVERY_MS);
            try {
                print(get(account));
            } catch (StatusRuntimeException e) {
                Fault fault = FaultStatus.from(e);
                if (!fault.error().equals("ResourceNotFound")) {
                    throw e;
                }
                out.println(account + "  gone");
                return;
            }
        }
    }

    private void print(Tenant tenant) {
        String progress = tenant.hasDeletion()
                ? "  " + tenant.getDeletion().getStage() + ", "
                        + tenant.getDeletion().getDeletedRows() + " rows deleted"
                : "";
        out.println(tenant.getAccount() + "  " + tenant.getStatus() + "  " + Lines.plain(tenant.getName()) + progress);
    }
}
