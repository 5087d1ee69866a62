package dev.stepwell.execution.webhooks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.execution.announcements.Listener;
import dev.stepwell.execution.announcements.StatusChange;
import dev.stepwell.execution.ports.WebhookBook;
import dev.stepwell.execution.ports.WebhookBook.Address;
import dev.stepwell.execution.ports.WebhookBook.Hook;
import dev.stepwell.execution.ports.WebhookBook.Message;
import dev.stepwell.names.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes what is announced by noting a message for each webhook that wants it. */
public final class Letterboxes implements Listener {
    private final WebhookBook book;
    private final Runnable noted;

    /**
     * @param noted is told that there may be something to send
     */
    Letterboxes(WebhookBook book, Runnable noted) {
        this.book = book;
        this.noted = noted;
    }

    @Override
    public List<Boolean> tell(List<StatusChange> changes) {
        Map<TenantId, List<Message>> messages = new HashMap<>();
        Map<TenantId, List<Hook>> hooks = new HashMap<>();
        for (StatusChange change : changes) {
            TenantId tenant = change.of().tenant();
            for (Hook hook : hooks.computeIfAbsent(tenant, book::hooks)) {
                if (wants(hook, change)) {
                    messages.computeIfAbsent(tenant, t -> new ArrayList<>())
                            .add(new Message(
                                    tenant, new Address(hook.id(), change.of().id(), change.seq()), body(change)));
                }
            }
        }
        messages.forEach(book::note);
        if (!messages.isEmpty()) {
            noted.run();
        }
        return Collections.nCopies(changes.size(), true);
    }

    private static boolean wants(Hook hook, StatusChange change) {
        return (hook.statuses().isEmpty() || hook.statuses().contains(change.status()))
                && hook.machine().map(change.stateMachineArn()::equals).orElse(true);
    }

    private static byte[] body(StatusChange change) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", "execution." + change.status().toLowerCase(Locale.ROOT));
        body.put("timestamp", change.time().toString());
        body.set("data", Json.parse(change.detail()));
        return Json.write(body).getBytes(StandardCharsets.UTF_8);
    }
}
