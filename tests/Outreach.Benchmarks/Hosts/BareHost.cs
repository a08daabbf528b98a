using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Outreach.App;

namespace Outreach.Benchmarks.Hosts;

/// <summary>The reference: the same requests and the same storage calls, straight through the SDK and without any logic.</summary>
internal static class BareHost
{
    public const string Ussd = "/ussd";
    public const string Balance = "/balance";
    public const string Sms = "/sms";

    /// <summary>The size of a subscriber as stored, and of an account.</summary>
    private const int SubscriberBytes = 1500;
    private const int AccountBytes = 1000;

    private const string Screen = "CON Outreach\n1 My balance\n2 Make an offer\n3 Answer\n4 Language\n5 Help\n0 Exit";

    public static Action<WebApplication> Add(WebApplicationBuilder builder, string storage, bool withQueues)
    {
        var store = new Store(storage);
        builder.Services.AddSingleton(store);
        if (withQueues) builder.Services.AddHostedService<Loop>();
        return app =>
        {
            app.MapPost(Ussd, (HttpContext http) => UssdAsync(http, store, withAccount: false));
            app.MapPost(Balance, (HttpContext http) => UssdAsync(http, store, withAccount: true));
            app.MapPost("/settle-in", () => store.SettleInAsync());
            app.MapPost(Sms, (HttpContext http) => SmsAsync(http, store));
        };
    }

    private static async Task UssdAsync(HttpContext http, Store store, bool withAccount)
    {
        var form = await http.Request.ReadFormAsync();
        var phone = form["phoneNumber"].ToString();
        var subscriber = await store.ReadAsync("subscribers", phone);
        if (withAccount) await store.ReadAsync("accounts", phone);
        await store.ReplaceAsync("subscribers", subscriber);
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(Screen);
    }

    private static async Task SmsAsync(HttpContext http, Store store)
    {
        var form = await http.Request.ReadFormAsync();
        await store.Sms.SendMessageAsync($"{form["from"]}|{form["id"]}|{form["text"]}");
        await http.Response.WriteAsync("");
    }

    /// <summary>The calls of one SMS that is answered, as the App makes them.</summary>
    private static async Task HandleAsync(Store store, Sink sink, string body)
    {
        var (phone, id) = (body.Split('|')[0], body.Split('|')[1]);
        var subscriber = await store.ReadAsync("subscribers", phone);
        await store.ReadAsync("accounts", phone);
        var message = await store.InsertAsync("messages", id);
        await store.UpsertAsync("due", id);
        message = await store.ReplaceAsync("messages", message);
        await store.ReplaceAsync("subscribers", subscriber);
        await sink.SendAsync(new OutboundSms(id, phone, Screen), default);
        await store.ReplaceAsync("messages", message);
    }

    private sealed class Store(string connection)
    {
        private static readonly byte[] subscriberBytes = new byte[SubscriberBytes];
        private static readonly byte[] accountBytes = new byte[AccountBytes];

        private readonly Dictionary<string, TableClient> tables = new[] { "subscribers", "accounts", "messages", "due" }
            .ToDictionary(name => name, name => new TableClient(connection, "bare" + name));

        public QueueClient Sms { get; } =
            new(connection, "bare-sms", new QueueClientOptions(QueueClientOptions.ServiceVersion.V2025_11_05));

        /// <summary>Queues that stay empty, because the App looks at as many.</summary>
        public IReadOnlyList<QueueClient> Others { get; } = [.. Enumerable.Range(1, Enum.GetValues<Queue>().Length - 1)
            .Select(n => new QueueClient(connection, $"bare-{n}", new QueueClientOptions(QueueClientOptions.ServiceVersion.V2025_11_05)))];

        public async Task SettleInAsync()
        {
            foreach (var table in tables.Values) await table.CreateIfNotExistsAsync();
            foreach (var queue in Others.Append(Sms)) await queue.CreateIfNotExistsAsync();
            await Parallel.ForEachAsync(Enumerable.Range(0, OutreachHost.People), new ParallelOptions { MaxDegreeOfParallelism = 16 },
                async (n, ct) =>
            {
                var phone = OutreachHost.Phone(n);
                await tables["subscribers"].UpsertEntityAsync(Of(phone, subscriberBytes), TableUpdateMode.Replace, ct);
                await tables["accounts"].UpsertEntityAsync(Of(phone, accountBytes), TableUpdateMode.Replace, ct);
            });
        }

        public async Task<TableEntity> ReadAsync(string table, string key) =>
            (await tables[table].GetEntityAsync<TableEntity>(key, "-")).Value;

        public async Task<TableEntity> ReplaceAsync(string table, TableEntity entity)
        {
            entity.ETag = (await tables[table].UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace)).Headers.ETag!.Value;
            return entity;
        }

        public async Task<TableEntity> InsertAsync(string table, string key)
        {
            var entity = Of(key, accountBytes);
            entity.ETag = (await tables[table].AddEntityAsync(entity)).Headers.ETag!.Value;
            return entity;
        }

        public Task UpsertAsync(string table, string key) =>
            tables[table].UpsertEntityAsync(Of(key, accountBytes), TableUpdateMode.Replace);

        private static TableEntity Of(string key, byte[] bytes) => new(key, "-") { ["D0"] = bytes };
    }

    /// <summary>Handles the queues as the local host's pump does.</summary>
    private sealed class Loop(Store store, Sink sink) : BackgroundService
    {
        private const int AtOnce = 8;
        private static readonly TimeSpan idle = TimeSpan.FromMilliseconds(200);

        protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
            Task.WhenAll(store.Others.Append(store.Sms).Select(queue => LoopAsync(queue, stoppingToken)));

        private async Task LoopAsync(QueueClient queue, CancellationToken stopping)
        {
            List<Task> inHand = [];
            while (!stopping.IsCancellationRequested)
            {
                inHand.RemoveAll(task => task.IsCompleted);
                var items = await ItemsAsync(queue, AtOnce - inHand.Count, stopping);
                inHand.AddRange(items.Select(async item =>
                {
                    await HandleAsync(store, sink, item.Body.ToString());
                    await queue.DeleteMessageAsync(item.MessageId, item.PopReceipt, CancellationToken.None);
                }));
                if (items.Length == 0) await Task.WhenAny([Task.Delay(idle, stopping), .. inHand]);
            }
        }

        private static async Task<QueueMessage[]> ItemsAsync(QueueClient queue, int room, CancellationToken stopping)
        {
            if (room == 0) return [];
            try
            {
                return (await queue.ReceiveMessagesAsync(room, TimeSpan.FromSeconds(30), stopping)).Value;
            }
            catch (RequestFailedException)
            {
                // The queues come with the people.
                return [];
            }
        }
    }
}
