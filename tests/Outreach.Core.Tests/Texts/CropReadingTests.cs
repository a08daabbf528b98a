using Outreach.Core.Texts;

namespace Outreach.Core.Tests.Texts;

public class CropReadingTests
{
    private static readonly string[] grown = ["Maize", "Beans", "Sweet potatoes", "Salt & pepper"];

    [Theory]
    [InlineData("Maize, Beans", "Maize|Beans")]
    [InlineData("Maize/Beans", "Maize|Beans")]
    [InlineData("Maize; Beans", "Maize|Beans")]
    [InlineData("Maize & Beans", "Maize|Beans")]
    [InlineData("Maize and Beans", "Maize|Beans")]
    [InlineData("mahindi na viazi vitamu", "Maize|Sweet potatoes")]
    [InlineData("maïs et haricots", "Maize|Beans")]
    [InlineData("ভুট্টা", "Maize")]
    [InlineData("MAIZE, mahindi", "Maize")]
    [InlineData("corn", "Maize")]
    [InlineData("sweet  potato", "Sweet potatoes")]
    [InlineData("salt & pepper", "Salt & pepper")]
    [InlineData("", "")]
    public void Crops_by_the_programmes_names(string written, string crops)
    {
        var read = CropReading.Of([written], grown);
        Assert.Equal(crops, string.Join('|', read.Crops));
        Assert.Empty(read.Unknown);
    }

    [Theory]
    [InlineData("Maiz", "Maize")]
    [InlineData("Beens", "Beans")]
    [InlineData("Quinoa", null)]
    [InlineData("Tea", null)]
    public void What_is_not_grown_has_the_nearest_name(string written, string? nearest)
    {
        var read = CropReading.Of([written], grown);
        Assert.Equal([written], read.Crops);
        Assert.Equal([new UnknownCrop(written, nearest)], read.Unknown);
    }
}
