namespace Outreach.Console.Tests;

/// <summary>A table that a coordinator opens in a spreadsheet.</summary>
public sealed class CsvTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("+254711000001")]
    [InlineData("-1+1")]
    [InlineData("\t=1+1")]
    public void No_cell_of_a_table_runs(string cell)
    {
        var row = Csv.Of([new { place = cell, people = 5 }]).Text.Split('\n')[1].TrimEnd('\r');
        Assert.Equal($"\"'{cell}\",5", row);
    }

    [Fact]
    public void Other_cells_stay_as_they_are() =>
        Assert.Equal("\uFEFFplace,people\r\nKitale,5\r\n", Csv.Of([new { place = "Kitale", people = 5 }]).Text);
}
