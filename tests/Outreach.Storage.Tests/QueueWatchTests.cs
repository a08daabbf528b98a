using System.Diagnostics.Metrics;
using NodaTime;
using Outreach.App;

namespace Outreach.Storage.Tests;

/// <summary>Waiting queue messages are measured, visible and hidden.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class QueueWatchTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Length_counts_what_is_hidden_and_age_what_shows()
    {
        await azurite.ClearQueuesAsync();
        await azurite.Queues.SendAsync(Queue.Work, "hidden", Duration.FromMinutes(5), default);
        await azurite.Queues.SendPoisonAsync(Queue.InboundSms, "shown", default);
        Dictionary<(string, string), double> measured = [];
        using var listener =
            new MeterListener { InstrumentPublished =
                (instrument, self) => { if (instrument.Meter.Name == Telemetry.Name) self.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured[(instrument.Name, QueueOf(tags))] = value);
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured[(instrument.Name, QueueOf(tags))] = value);
        listener.Start();

        await azurite.Watch.MeasureAsync(default);
        Assert.Equal((1, 0), (measured[(Telemetry.QueueLength, "work")], measured[(Telemetry.QueueAge, "work")]));
        Assert.Equal((1, 0), (measured[(Telemetry.QueueLength, "inbound-sms-poison")], measured[(Telemetry.QueueLength, "inbound-sms")]));
        Assert.InRange(measured[(Telemetry.QueueAge, "inbound-sms-poison")], 0, 600);
        Assert.Equal(16, measured.Keys.Count(key => key.Item1 is Telemetry.QueueLength or Telemetry.QueueAge));
        await azurite.ClearQueuesAsync();
    }

    private static string QueueOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            if (name == "queue") return $"{value}";
        }
        return "";
    }
}
